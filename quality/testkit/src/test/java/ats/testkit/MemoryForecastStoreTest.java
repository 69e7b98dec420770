package ats.testkit;

import ats.learning.store.ForecastStore;

final class MemoryForecastStoreTest extends ForecastStoreContract {

    @Override
    protected ForecastStore store() {
        return new MemoryForecastStore();
    }
}
