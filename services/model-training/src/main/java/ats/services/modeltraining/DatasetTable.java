package ats.services.modeltraining;

import module java.base;

import ats.learning.table.Floats;
import ats.learning.table.Longs;
import ats.learning.table.Table;
import ats.platform.columns.ColumnFolder;

/// A dataset's mapped columns as a table.
final class DatasetTable {

    private static final String FEATURE = "feature.";

    private DatasetTable() {}

    static Table of(ColumnFolder folder) {
        var names =
                folder.names().stream()
                        .filter(name -> name.startsWith(FEATURE))
                        .map(name -> name.substring(FEATURE.length()))
                        .toList();
        return new Table(
                names,
                names.stream().map(name -> floats(folder.floats(FEATURE + name))).toList(),
                new Table.Keys(
                        longs(folder.longs("at")),
                        longs(folder.longs("symbol")),
                        longs(folder.longs("learnedAt"))),
                new Table.Outcomes(
                        floats(folder.floats("label")),
                        longs(folder.longs("labelFrom")),
                        longs(folder.longs("labelTo")),
                        floats(folder.floats("realised"))));
    }

    private static Floats floats(FloatBuffer buffer) {
        return new Floats() {
            @Override
            public int size() {
                return buffer.limit();
            }

            @Override
            public float at(int row) {
                return buffer.get(row);
            }
        };
    }

    private static Longs longs(LongBuffer buffer) {
        return new Longs() {
            @Override
            public int size() {
                return buffer.limit();
            }

            @Override
            public long at(int row) {
                return buffer.get(row);
            }
        };
    }
}
