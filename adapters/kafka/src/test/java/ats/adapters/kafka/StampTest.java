package ats.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// What travels beside a message and beside an offset.
final class StampTest {
    @Test
    void aStampSurvivesItsHeader() {
        var stamp = new Stamp("feature-engineering-2", new Place(1_700_000_000_000L, 42));
        assertThat(Stamp.parse(stamp.bytes())).isEqualTo(stamp);
    }

    @Test
    void aHeaderThatIsTooShortIsForeign() {
        assertThat(Stamp.parse(new byte[16]).foreign()).isTrue();
        assertThat(Stamp.parse(new byte[0]).foreign()).isTrue();
    }

    @Test
    void aMemorySurvivesItsText() {
        var handled = Map.of("a-1", new Place(5, 7), "b.2", new Place(4, 0));
        assertThat(Memory.parse(Memory.text(handled))).isEqualTo(handled);
    }

    @Test
    void aMemoryKeepsTheNewestPublishersWhenThereIsNoRoomForAll() {
        var handled = new TreeMap<String, Place>();
        for (int i = 0; i < 1_000; i++) {
            handled.put("publisher-" + i, new Place(i, 0));
        }
        var text = Memory.text(handled);
        assertThat(text.length()).isLessThanOrEqualTo(4_000);
        assertThat(Memory.parse(text))
                .containsKey("publisher-999")
                .doesNotContainKey("publisher-0");
    }

    @Test
    void whatIsNoMemoryRemembersNothing() {
        assertThat(Memory.parse("")).isEmpty();
        assertThat(Memory.parse("moved by hand; a:b:c;a:1:99999999999999999999")).isEmpty();
    }
}
