package ats.system;

import ats.platform.bus.Bus;
import ats.platform.bus.InProcessBus;
import ats.platform.lockstep.Lockstep;
import ats.testkit.BusContract;

final class InProcessBusTest extends BusContract {
    @Override
    protected Bus bus() {
        return new InProcessBus(Lockstep.free(), 64);
    }
}
