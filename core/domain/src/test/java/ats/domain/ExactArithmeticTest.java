package ats.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

final class ExactArithmeticTest {

    @Test
    void readsAndWritesDecimalsAsTheyAre() {
        assertThat(Price.parse("123.450000001").nanos()).isEqualTo(123_450_000_001L);
        assertThat(Price.parse("123.4").toString()).isEqualTo("123.40");
        assertThat(Money.parse("-0.005").toString()).isEqualTo("-0.005");
        assertThat(Money.of(100_000).toString()).isEqualTo("100000.00");
        assertThat(Money.ZERO.toString()).isEqualTo("0.00");
        assertThat(Quantity.parse("1e3").toString()).isEqualTo("1000");
        assertThat(Ratio.basisPoints(1).toString()).isEqualTo("0.0001");
        assertThat(Ratio.percent(95).toString()).isEqualTo("0.95");
        assertThat(Money.from(new BigDecimal("1.5")).decimal()).isEqualByComparingTo("1.5");
    }

    @Test
    void refusesWhatItCannotHold() {
        for (var text : List.of("1.0000000001", "9223372037", "1e999999999", "1e-10", "", "1,5")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Price.parse(text));
        }
    }

    @Test
    void roundsWhatAVendorSendsHalfEven() {
        assertThat(Price.rounded(new BigDecimal("0.0000000005")).nanos()).isZero();
        assertThat(Price.rounded(new BigDecimal("0.0000000015")).nanos()).isEqualTo(2);
        assertThat(Price.rounded(new BigDecimal("-0.0000000025")).nanos()).isEqualTo(-2);
        assertThat(Price.rounded(new BigDecimal("9.9999999999")).nanos())
                .isEqualTo(10_000_000_000L);
    }

    @Test
    void judgesAnAbsurdExponentAtOnce() {
        assertThat(Price.rounded(new BigDecimal("1e-999999999"))).isEqualTo(Price.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.rounded(new BigDecimal("1e999999999")));
    }

    @Test
    void throwsRatherThanOverflows() {
        var most = new Money(Long.MAX_VALUE);
        var least = new Money(Long.MIN_VALUE);
        assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> least.minus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::absolute).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> least.dividedBy(-1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(Ratio.of(2))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Price.of(1_000_000).times(Quantity.of(1_000_000)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of(9_223_372_037L)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of(1).over(Money.ZERO))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void dividesByTheLargestNumbersToo() {
        var huge = new Money(Long.MAX_VALUE);
        assertThat(new Money(Long.MAX_VALUE - 1).dividedBy(Long.MAX_VALUE)).isEqualTo(new Money(1));
        assertThat(huge.share(Quantity.of(5_000_000_000L), Quantity.of(9_000_000_000L)).nanos())
                .isEqualTo(5_124_095_576_030_431_004L);
    }

    @Test
    void multipliesAndDividesLikeUnlimitedArithmeticRoundedHalfEven() {
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long a = number(random);
            long b = number(random);
            long c = random.nextInt(3) == 0 ? Nano.ONE : number(random);
            if (c == 0) {
                continue;
            }
            var exact =
                    new BigDecimal(a)
                            .multiply(new BigDecimal(b))
                            .divide(new BigDecimal(c), 0, RoundingMode.HALF_EVEN);
            var expected = fits(exact) ? exact.toPlainString() : "overflow";
            assertThat(timesOver(a, b, c)).as("%d * %d / %d", a, b, c).isEqualTo(expected);
        }
    }

    @Test
    void writesLikeUnlimitedArithmetic() {
        var random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            long nanos = i == 0 ? Long.MIN_VALUE : number(random);
            int decimals = random.nextInt(4);
            var plain = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
            var expected = plain.setScale(Math.max(decimals, plain.scale())).toPlainString();
            assertThat(Nano.format(nanos, decimals)).isEqualTo(expected);
        }
    }

    @Test
    void comparesProductsLikeUnlimitedArithmetic() {
        var random = new Random(12);
        for (int i = 0; i < 100_000; i++) {
            long a = number(random);
            long b = number(random);
            long c = random.nextInt(3) == 0 ? b : number(random);
            long d = random.nextInt(3) == 0 ? a : number(random);
            int expected = product(a, b).compareTo(product(c, d));
            assertThat(Integer.signum(Nano.compareProducts(a, b, c, d)))
                    .as("%d * %d and %d * %d", a, b, c, d)
                    .isEqualTo(expected);
        }
    }

    @Test
    void comparesAmountsThatAreTooLargeToMultiply() {
        var most = Quantity.of(9_000_000_000L);
        assertThat(Money.of(9_000_000_000L).exceededBy(Price.of(9_000_000_000L), most)).isTrue();
        assertThat(Money.of(21).exceededBy(Price.parse("10.5"), Quantity.of(2))).isFalse();
        assertThat(Money.of(21).exceededBy(Price.parse("10.500000001"), Quantity.of(2))).isTrue();
        assertThat(Money.of(1).comparePart(Money.of(3), Money.of(3), Money.of(9))).isZero();
        assertThat(Money.of(1).comparePart(Money.of(3), Money.of(4), Money.of(9))).isNegative();
    }

    @Test
    void breaksTiesToTheEvenNeighbourOfTheWholeResult() {
        assertThat(Nano.timesOver(1_500_000_000L, 1, Nano.ONE)).isEqualTo(2);
        assertThat(Nano.timesOver(2_500_000_000L, 1, Nano.ONE)).isEqualTo(2);
        assertThat(Nano.timesOver(-2_500_000_000L, 1, Nano.ONE)).isEqualTo(-2);
        assertThat(Nano.timesOver(-3_500_000_000L, 1, Nano.ONE)).isEqualTo(-4);
        assertThat(Nano.timesOver(3_000_000_005L, 1_100_000_000L, Nano.ONE))
                .isEqualTo(3_300_000_006L);
    }

    @Test
    void valuesAndSplitsAHolding() {
        assertThat(Price.parse("10.25").times(Quantity.parse("3.5")))
                .isEqualTo(Money.parse("35.875"));
        assertThat(Money.parse("35.875").per(Quantity.parse("3.5")))
                .isEqualTo(Price.parse("10.25"));
        assertThat(Quantity.of(101).split(10, 39)).isEqualTo(Quantity.parse("393.9"));
        assertThat(Quantity.parse("393.9").floor()).isEqualTo(Quantity.of(393));
        assertThat(Quantity.parse("-393.9").floor()).isEqualTo(Quantity.of(-393));
        assertThat(Price.of(700).split(1, 7)).isEqualTo(Price.of(100));
        assertThat(Quantity.parse("0.5").whole()).isFalse();
        assertThat(Quantity.of(1).over(Quantity.of(3))).isEqualTo(Ratio.parse("0.333333333"));
    }

    @Test
    void buysWholeSharesAndNoneOnDebt() {
        assertThat(Money.of(100).buys(Price.parse("33.34"))).isEqualTo(Quantity.of(2));
        assertThat(Money.of(100).buys(Price.parse("33.33"))).isEqualTo(Quantity.of(3));
        assertThat(Money.parse("-100").buys(Price.of(1))).isEqualTo(Quantity.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(1).buys(Price.ZERO));
    }

    private static long number(Random random) {
        long number = random.nextLong() >> random.nextInt(64);
        return random.nextInt(4) == 0 ? number / Nano.ONE * Nano.ONE / 2 : number;
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private static boolean fits(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
    }

    private static String timesOver(long a, long b, long c) {
        try {
            return Long.toString(Nano.timesOver(a, b, c));
        } catch (ArithmeticException _) {
            return "overflow";
        }
    }
}
