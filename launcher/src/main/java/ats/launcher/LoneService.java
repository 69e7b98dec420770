package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Configuration;

final class LoneService {
    static final List<String> NAMES =
            List.of("data-acquisition", "system-controller", "trading-strategy");

    LoneService(Configuration configuration, String name) {}

    int run() {
        throw Fault.misuse("soon");
    }
}
