package ats.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class IdsTest {

    @Test
    void namesAsTheLibraryDoes() {
        var ids = new Ids();
        for (var name :
                List.of("", "order a", "order SIM1.ema-cross.20260105T143100Z.SPY.1", "é")) {
            var library = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            assertThat(ids.named(name)).isEqualTo(library);
        }
    }
}
