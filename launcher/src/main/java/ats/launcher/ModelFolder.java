package ats.launcher;

import module java.base;

import ats.learning.forest.Evaluator;
import ats.learning.model.Bundle;
import ats.platform.Fault;
import ats.platform.files.Vault;
import ats.strategy.Forecaster;
import ats.strategy.Models;

/// The models of a home. Each is compared with its hash when it is loaded.
final class ModelFolder implements Models {

    private final Vault vault;

    ModelFolder(Home home) {
        vault = new Vault(home.models());
    }

    /// Throws an IllegalArgumentException that says what is wrong with it.
    Bundle bundle(String name) {
        try {
            return Bundle.parse(name, vault.readAll(name));
        } catch (Fault unreadable) {
            throw new IllegalArgumentException(unreadable.reason(), unreadable);
        }
    }

    @Override
    public Forecaster of(String modelHash) {
        var bundle = bundle(modelHash);
        return new Forest(modelHash, bundle.traits(), bundle.flat().evaluator());
    }

    /// Trees as a strategy sees them.
    private record Forest(String modelHash, Bundle.Traits traits, Evaluator evaluator)
            implements Forecaster {

        @Override
        public String featureSet() {
            return traits.featureSet();
        }

        @Override
        public double scale() {
            return traits.scale();
        }

        @Override
        public int horizon() {
            return traits.horizon();
        }

        @Override
        public OptionalDouble forecast(FloatBuffer features) {
            double value = evaluator.predict(features);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }
}
