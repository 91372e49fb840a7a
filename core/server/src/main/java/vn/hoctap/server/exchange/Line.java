package vn.hoctap.server.exchange;

import java.util.List;

/**
 * One line of a table.
 *
 * @param number as the spreadsheet counts: the first line is 1
 */
record Line(int number, List<Cell> cells) {
    Line {
        cells = List.copyOf(cells);
    }

    boolean isEmpty() {
        return cells.stream().allMatch(Cell::isEmpty);
    }

    Cell cell(int index) {
        return index < cells.size() ? cells.get(index) : Cell.EMPTY;
    }
}
