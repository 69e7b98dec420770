package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class IdentityTest {

    private final PostgresIdentity identity;
    private final String name = SharedDatabase.freshName("identity-");

    IdentityTest(Database database) {
        identity = new PostgresIdentity(database);
    }

    @Test
    void belongsToTheFirstWhoClaimsIt() {
        assertThat(identity.noted(name)).isEmpty();
        assertThat(identity.claimed(name, "massive")).isEqualTo("massive");
        assertThat(identity.claimed(name, "synthetic 42")).isEqualTo("massive");
        assertThat(identity.claimed(name, "massive")).isEqualTo("massive");
        assertThat(identity.noted(name)).contains("massive");
    }

    @Test
    void isNotedAnewByWhoKnows() {
        identity.note(name, "PA1");
        identity.note(name, "PA2");

        assertThat(identity.noted(name)).contains("PA2");
    }
}
