package ats.launcher;

import ats.platform.Fault;
import ats.platform.config.Configuration;

final class Running {
    Running(Configuration configuration, Trade trade) {}

    int run() {
        throw Fault.misuse("soon");
    }
}
