/// What a model sees of the market: a language of expressions over bars, evaluated bar by bar.
@NullMarked
package ats.features;

import org.jspecify.annotations.NullMarked;
