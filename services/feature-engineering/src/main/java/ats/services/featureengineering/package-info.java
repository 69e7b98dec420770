/// Turns the market into feature vectors: live ones for trading, datasets for training.
@NullMarked
package ats.services.featureengineering;

import org.jspecify.annotations.NullMarked;
