package ats.adapters.xgboost;

import module java.base;

import ats.platform.Fault;

import ml.dmlc.xgboost4j.java.XGBoost;

/// The library's machine code, which unpacks itself and needs an OpenMP runtime of the system.
final class NativeLibrary {

    private NativeLibrary() {}

    /// Loads it, or says in one line what is missing.
    static void require() {
        try {
            Class.forName(XGBoost.class.getPackageName() + ".XGBoostJNI");
        } catch (LinkageError | ClassNotFoundException failed) {
            throw Fault.misuse(explained(failed), failed);
        }
    }

    static String explained(Throwable failed) {
        var causes = Stream.iterate(failed, Objects::nonNull, Throwable::getCause);
        var reason =
                causes.map(Throwable::getMessage)
                        .filter(Objects::nonNull)
                        .reduce((_, deeper) -> deeper)
                        .orElse(failed.toString());
        var line = reason.lines().findFirst().orElse("");
        if (line.contains("libgomp")) {
            return "XGBoost cannot be loaded, it needs OpenMP: install libgomp1 (Debian, Ubuntu)"
                    + " or libgomp (Red Hat): "
                    + line;
        }
        return "XGBoost cannot be loaded; it unpacks its machine code to java.io.tmpdir ("
                + System.getProperty("java.io.tmpdir")
                + "), which must be writable and allow to execute: "
                + line;
    }
}
