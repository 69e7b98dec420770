/// Training sets as columns in memory or in files.
@NullMarked
package ats.learning.table;

import org.jspecify.annotations.NullMarked;
