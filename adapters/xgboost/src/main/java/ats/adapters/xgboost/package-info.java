/// Gradient-boosted trees by XGBoost, behind the port of trainers.
@NullMarked
package ats.adapters.xgboost;

import org.jspecify.annotations.NullMarked;
