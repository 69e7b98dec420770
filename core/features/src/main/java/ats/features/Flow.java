package ats.features;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;

/// What unusual options trades added up to since the last bar, in dollars.
final class Flow {

    private static final double NANO = 1e9;
    private static final int FIRST = Input.CALLPREMIUM.slot();

    /// In the order of the inputs from `CALLPREMIUM` to `ALERTS`.
    private final double[] sums = new double[Input.ALERTS.slot() - FIRST + 1];

    void add(FlowAlert alert) {
        var side =
                switch (alert.contract().right()) {
                    case CALL -> Input.CALLPREMIUM;
                    case PUT -> Input.PUTPREMIUM;
                };
        add(side, alert.premium().nanos() / NANO);
        add(Input.ASKPREMIUM, alert.askPremium().nanos() / NANO);
        add(Input.BIDPREMIUM, alert.bidPremium().nanos() / NANO);
        add(Input.ALERTS, 1);
    }

    private void add(Input input, double amount) {
        sums[input.slot() - FIRST] += amount;
    }

    void put(double[] inputs, boolean connected) {
        for (int index = 0; index < sums.length; index++) {
            inputs[FIRST + index] = connected ? sums[index] : Double.NaN;
            sums[index] = 0;
        }
    }

    void save(LongConsumer out) {
        for (double sum : sums) {
            out.accept(Double.doubleToRawLongBits(sum));
        }
    }

    void restore(LongSupplier in) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] = Double.longBitsToDouble(in.getAsLong());
        }
    }
}
