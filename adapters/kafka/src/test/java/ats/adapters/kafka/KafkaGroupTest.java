package ats.adapters.kafka;

import static ats.adapters.kafka.Member.await;
import static ats.adapters.kafka.Member.publish;
import static ats.adapters.kafka.Member.publishRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several members of a group and several publishers, on twelve partitions.
@SuppressWarnings("NullAway.Init") // JUnit starts the broker before each test
final class KafkaGroupTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static Broker broker;

    private KafkaSettings settings;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = new Broker(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void ownTopics() {
        var prefix = "g" + COUNT.incrementAndGet() + ".";
        settings = KafkaSettings.of(broker.servers(), "member").withPrefix(prefix);
    }

    @Test
    void threeMembersEachGetEveryMessageForEveryoneOnceAndInItsPlace() throws Exception {
        try (var one = member();
                var two = member();
                var three = member();
                var ann = bus("ann");
                var bob = bus("bob")) {
            var members = List.of(one, two, three);
            awaitStable(3);
            var publishing = List.of(publishInstants(ann, "ann"), publishInstants(bob, "bob"));
            for (var publisher : List.of("ann", "bob")) {
                await(
                        publisher + "'s last mark at each member",
                        () -> members.stream().allMatch(m -> marks(m, publisher) == 30));
                members.forEach(member -> assertInstants(member, publisher));
                assertThat(members.stream().mapToLong(m -> keyed(m, publisher)).sum())
                        .isEqualTo(30 * 24);
            }
            for (var thread : publishing) thread.join();
        }
    }

    @Test
    void whileMembersJoinAndLeaveEveryKeyedMessageIsHandledAndNoneSkipped() {
        long seed = 4;
        var random = new SplittableRandom(seed);
        var all = Collections.synchronizedList(new ArrayList<String>());
        var members = new ArrayDeque<Member>();
        try (var ann = bus("ann")) {
            members.add(noting(all));
            for (int i = 0; i < 6_000; i++) {
                publish(ann, "key" + i % 40, "ann:" + i);
                if (i % 100 == 99) publish(ann, "", "ann:" + i);
                if (i % 400 == 399) {
                    int due = i;
                    await("progress, seed " + seed, () -> all.size() > due / 2);
                    if (members.size() > 1 && random.nextBoolean()) members.removeFirst().close();
                    else if (members.size() < 4) members.add(noting(all));
                }
            }
            await("everything, seed " + seed, () -> keyedIn(all).distinct().count() == 6_000);
            assertNoneSkipped(all, seed);
        } finally {
            members.forEach(Member::close);
        }
    }

    @Test
    void aPublisherThatIsStuckInAMessageForEveryoneHoldsUpNoOther() throws Exception {
        try (var member = member();
                var ann = bus("ann")) {
            awaitStable(1);
            var dead = new Fragment(settings, "dead");
            dead.copies(0, 5);
            dead.keyed(0, 1);
            publish(ann, "SPY", "ann:1");
            publish(ann, "", "ann:2");
            publish(ann, "SPY", "ann:3");
            await("ann's", () -> member.handledOf("ann").size() == 3);
            assertThat(member.handled()).containsExactly("ann:1", "ann:2*", "ann:3");
            dead.copies(5, 12);
            await("the stuck one's", () -> member.handledOf("dead").size() == 2);
            assertThat(member.handledOf("dead")).containsExactly("dead:0*", "dead:1");
            dead.close();
        }
    }

    @Test
    void aMessageForEveryoneWhosePublisherDiedInTheMiddleIsDeliveredAfterAWhile() {
        var waits = settings.waits();
        settings =
                settings.withWaits(
                        new KafkaSettings.Waits(
                                waits.connect(),
                                waits.delivery(),
                                waits.absence(),
                                Duration.ofMillis(300)));
        try (var member = member();
                var dead = new Fragment(settings, "dead")) {
            dead.keyed(3, 7);
            dead.copies(8, 2, 5);
            dead.keyed(3, 9);
            await("all three", () -> member.handled().size() == 3);
            assertThat(member.handled()).containsExactly("dead:7", "dead:8*", "dead:9");
        }
    }

    @Test
    void aConsumerThatRestartsGoesOnWhereItWas() {
        try (var ann = bus("ann")) {
            try (var first = member()) {
                publishRange(ann, 0, 200);
                await("the first half", () -> first.handled().size() == 202);
            }
            publishRange(ann, 200, 400);
            try (var second = member()) {
                await("the second half", () -> second.handled().size() == 202);
                assertThat(second.handled())
                        .contains("ann:200", "ann:399")
                        .doesNotContain("ann:199")
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void whoGoesOnAfterAnotherEndedHasTheWholeOfTheInstantThatWasOpen() {
        try (var ann = bus("ann")) {
            try (var first = Member.ofInstants(settings)) {
                publishRange(ann, 0, 150);
                await("an instant and a half", () -> first.handled().size() == 151);
            }
            publishRange(ann, 150, 200);
            try (var second = Member.ofInstants(settings)) {
                await("the whole second", () -> second.handled().size() == 101);
                assertThat(second.handled())
                        .contains("ann:100", "ann:149", "ann:199", "ann:199*")
                        .doesNotContain("ann:99", "ann:99*")
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void whatAMemberHasOnlyPutAsideIsDeliveredAgainUntilItHasSettled() {
        var settled = new AtomicBoolean();
        try (var ann = bus("ann")) {
            publishRange(ann, 0, 200);
            for (boolean now : List.of(false, true)) {
                try (var member = Member.ofInstants(settings, settled::get)) {
                    await("both instants", () -> member.handled().size() == 202);
                    settled.set(now);
                }
            }
            publishRange(ann, 200, 300);
            try (var last = Member.ofInstants(settings, settled::get)) {
                await("the third", () -> last.handled().size() == 101);
            }
        }
    }

    /// It lives on and finishes the instant that it has begun, so the new one needs nothing of it.
    @Test
    void whoJoinsGetsNothingOfTheInstantThatAnotherHasBegun() throws Exception {
        try (var ann = bus("ann");
                var first = Member.ofInstants(settings)) {
            publishRange(ann, 0, 150);
            await("an instant and a half", () -> first.handled().size() == 151);
            try (var second = Member.ofInstants(settings)) {
                awaitStable(2);
                publishRange(ann, 150, 200);
                await("the mark at both", () -> marks(first, "ann") + marks(second, "ann") == 3);
                var keyed = Stream.of(first, second).mapToLong(one -> keyed(one, "ann"));
                assertThat(keyed.sum()).isEqualTo(200);
                assertThat(second.handled()).doesNotContain("ann:149").isNotEmpty();
            }
        }
    }

    @Test
    void othersJoinWhileAHandlerTriesAgainAndAgain() throws Exception {
        var database = new AtomicBoolean();
        Consumer<ats.platform.bus.Message> needing =
                _ -> {
                    if (!database.get()) throw Fault.retryable("planned");
                };
        try (var ann = bus("ann");
                var first = new Member(settings, "bars", "one", needing)) {
            awaitStable(1);
            publishRange(ann, 0, 100);
            try (var second = member()) {
                awaitStable(2);
                await("the second's share", () -> !second.handled().isEmpty());
                assertThat(first.handled()).isEmpty();
                database.set(true);
                await(
                        "everything",
                        () ->
                                Stream.of(first, second)
                                                .flatMap(m -> m.handled().stream())
                                                .distinct()
                                                .count()
                                        == 101);
            }
        }
    }

    @Test
    void refusesASecondSubscriptionOfOneGroupInOneProcess() {
        try (var bus = bus("ann")) {
            bus.subscribe("bars", "one", _ -> {});
            assertThatThrownBy(() -> bus.subscribe("bars", "one", _ -> {}))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("already subscribed");
        }
    }

    @Test
    void refusesAMessageThatKafkaWouldNeverTake() {
        try (var bus = bus("ann")) {
            assertThatThrownBy(() -> bus.publish("bars", "SPY", new byte[2 << 20]))
                    .isInstanceOf(Fault.class)
                    .hasMessageStartingWith("MISUSE: a message did not reach topic g");
            publish(bus, "SPY", "ann:1");
        }
    }

    @Test
    void isSharedWithOtherProcesses() {
        try (var bus = bus("ann")) {
            assertThat(bus.shared()).isTrue();
        }
    }

    private KafkaBus bus(String publisher) {
        return KafkaBus.open(
                new KafkaSettings(
                        settings.servers(),
                        settings.prefix(),
                        publisher,
                        settings.topics(),
                        settings.waits()));
    }

    private Member member() {
        return new Member(settings, "bars", "one");
    }

    private Member noting(List<String> all) {
        return new Member(settings, "bars", "one", message -> all.add(Member.text(message)));
    }

    private void awaitStable(int members) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            await(members + " members", () -> stable(admin, members));
        }
    }

    /// Whether the partitions are shared evenly and nobody is about to hand one over.
    private boolean stable(Admin admin, int members) {
        try {
            var id = settings.prefix() + "bars.one";
            var group = admin.describeConsumerGroups(List.of(id)).all().get().get(id);
            return group != null
                    && group.groupState() == GroupState.STABLE
                    && group.members().size() == members
                    && group.members().stream()
                            .allMatch(m -> m.assignment().topicPartitions().size() == 12 / members);
        } catch (InterruptedException | ExecutionException notYet) {
            return false;
        }
    }

    private static Thread publishInstants(KafkaBus bus, String name) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            for (int instant = 0; instant < 30; instant++) {
                                for (int symbol = 0; symbol < 24; symbol++) {
                                    publish(bus, "S" + symbol, name + ":" + instant);
                                }
                                publish(bus, "", name + ":" + instant);
                            }
                        });
    }

    /// Bars of an instant come between the mark before and its own.
    private static void assertInstants(Member member, String publisher) {
        int instant = 0;
        for (var text : member.handledOf(publisher)) {
            assertThat(text)
                    .startsWith(publisher + ":" + instant)
                    .matches(".*:" + instant + "\\*?");
            if (text.endsWith("*")) instant++;
        }
        assertThat(instant).isEqualTo(30);
    }

    private static long marks(Member member, String publisher) {
        return member.handledOf(publisher).stream().filter(text -> text.endsWith("*")).count();
    }

    private static long keyed(Member member, String publisher) {
        return member.handledOf(publisher).size() - marks(member, publisher);
    }

    private static Stream<Integer> keyedIn(List<String> all) {
        synchronized (all) {
            return List.copyOf(all).stream()
                    .filter(text -> !text.endsWith("*"))
                    .map(text -> Integer.parseInt(text.substring("ann:".length())));
        }
    }

    /// When a message of a key is handled for the first time, all before it have been.
    private static void assertNoneSkipped(List<String> all, long seed) {
        var due = new TreeMap<Integer, Integer>();
        for (int number : keyedIn(all).toList()) {
            int key = number % 40;
            int next = due.getOrDefault(key, key);
            assertThat(number).as("of key " + key + ", seed " + seed).isLessThanOrEqualTo(next);
            if (number == next) due.put(key, next + 40);
        }
    }
}
