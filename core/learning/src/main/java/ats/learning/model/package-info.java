/// Models, their trainers, their cards and their lives.
@NullMarked
package ats.learning.model;

import org.jspecify.annotations.NullMarked;
