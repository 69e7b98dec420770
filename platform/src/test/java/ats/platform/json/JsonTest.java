package ats.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ats.platform.Fault;

import module java.base;

import org.junit.jupiter.api.Test;

final class JsonTest {
    record Point(String name, BigDecimal price, long size) {}

    @Test
    void keepsDecimalsExact() {
        var node = Json.parse("{\"p\": 0.1000000000000000055511151231257827, \"q\": 1.10}");
        assertThat(Json.decimal(node, "p").orElseThrow())
                .isEqualTo(new BigDecimal("0.1000000000000000055511151231257827"));
        assertThat(Json.decimal(node, "q").orElseThrow()).isEqualTo(new BigDecimal("1.10"));
    }

    @Test
    void takesDecimalsFromStringsToo() {
        var node = Json.parse("{\"p\": \"12.5\", \"n\": null, \"empty\": \"\", \"word\": \"abc\"}");
        assertThat(Json.decimal(node, "p")).contains(new BigDecimal("12.5"));
        assertThat(Json.decimal(node, "n")).isEmpty();
        assertThat(Json.decimal(node, "empty")).isEmpty();
        assertThat(Json.decimal(node, "absent")).isEmpty();
        assertThatThrownBy(() -> Json.decimal(node, "word"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("word is not a number");
    }

    @Test
    void readsWholeNumbersAndRefusesFractions() {
        var node = Json.parse("{\"t\": 1764000000000000001, \"s\": \"7\", \"f\": 1.5, \"z\": 1.0}");
        assertThat(Json.longOf(node, "t")).contains(1764000000000000001L);
        assertThat(Json.longOf(node, "s")).contains(7L);
        assertThat(Json.longOf(node, "z")).contains(1L);
        assertThatThrownBy(() -> Json.longOf(node, "f")).hasMessageContaining("whole");
    }

    @Test
    void readsText() {
        var node = Json.parse("{\"a\": \"x\", \"b\": 5, \"c\": null, \"d\": {}}");
        assertThat(Json.text(node, "a")).contains("x");
        assertThat(Json.text(node, "b")).contains("5");
        assertThat(Json.text(node, "c")).isEmpty();
        assertThat(Json.text(node, "d")).isEmpty();
    }

    @Test
    void blamesTheVenueForGarbageWithAShortExcerpt() {
        for (var garbage : List.of("", "   ", "<html>" + "x".repeat(5000), "{\"a\":", "{} {}")) {
            assertThatThrownBy(() -> Json.parse(garbage))
                    .isInstanceOfSatisfying(
                            Fault.class,
                            fault -> {
                                assertThat(fault.kind()).isEqualTo(Fault.Kind.VENUE);
                                assertThat(fault.reason().length()).isLessThan(500);
                            });
            assertThatThrownBy(() -> Json.parse(garbage.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Fault.class);
        }
    }

    @Test
    void writesRecordsByTheirComponentsAndReadsThemBackDespiteUnknownFields() {
        var point = new Point("SPY", new BigDecimal("1E+3"), 5);
        assertThat(Json.write(point)).isEqualTo("{\"name\":\"SPY\",\"price\":1000,\"size\":5}");
        assertThat(
                        Json.read(
                                "{\"name\":\"SPY\",\"price\":1.5,\"size\":5,\"more\":[1]}",
                                Point.class))
                .isEqualTo(new Point("SPY", new BigDecimal("1.5"), 5));
        assertThatThrownBy(() -> Json.read("[]", Point.class)).isInstanceOf(Fault.class);
    }
}
