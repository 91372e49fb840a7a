package vn.hoctap.server.exchange;

import static vn.hoctap.server.exchange.Column.Type.DAY;
import static vn.hoctap.server.exchange.Column.Type.LIST;
import static vn.hoctap.server.exchange.Column.Type.MOMENT;
import static vn.hoctap.server.exchange.Column.Type.NUMBER;
import static vn.hoctap.server.exchange.Column.Type.TEXT;
import static vn.hoctap.server.exchange.Column.Type.TRUTH;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** What a file is about, with its columns in the order in which they are written. */
public enum FileKind {
    ROSTER(
            "roster",
            Action.EDIT,
            Column.required("id", TEXT, "ma", "maso", "macongdan", "mahocvien", "subject"),
            Column.of("kind", TEXT, "loai", "loaidoituong"),
            Column.required("name", TEXT, "hoten", "hovaten", "ten", "fullname"),
            Column.of("birthDate", DAY, "ngaysinh", "ngaythangnamsinh", "dateofbirth", "birthday"),
            Column.of("group", TEXT, "nhom", "nhomdoituong", "doituong"),
            Column.of("residence", TEXT, "noio", "noicutru", "thuongtru", "diaban", "thon"),
            Column.of("workplaces", LIST, "noilamviec", "coquan", "donvi", "donvicongtac", "workplace"),
            Column.of("region", TEXT, "vung", "khuvuc"),
            Column.of("nationalId", TEXT, "cccd", "cmnd", "socccd", "socancuoc", "sodinhdanh", "cancuoccongdan"),
            Column.of("homePage", TEXT, "hethong", "diachihethong", "lms"),
            Column.of("account", TEXT, "taikhoan", "tentaikhoan", "username"),
            Column.of("mbox", TEXT, "email", "thudientu", "mail")),
    COURSES(
            "courses",
            Action.MANAGE_COURSES,
            Column.required("code", TEXT, "ma", "makhoahoc", "id"),
            Column.required("title", TEXT, "ten", "tenkhoahoc", "tieude", "name"),
            Column.of("provider", TEXT, "donvitochuc", "coso", "trungtam"),
            Column.of("hours", NUMBER, "sogio", "gio", "thoiluong"),
            Column.of("skills", LIST, "kynang", "kynangso")),
    ACTIVITIES(
            "activities",
            Action.RECORD,
            Column.of("id", TEXT, "ma", "mahoatdong"),
            Column.required(
                    "subject",
                    TEXT,
                    "macongdan",
                    "mahocvien",
                    "manguoihoc",
                    "manguoi",
                    "nguoihoc",
                    "hocvien",
                    "person",
                    "learner"),
            Column.required("type", TEXT, "loai", "loaihoatdong", "hinhthuc"),
            Column.of("course", TEXT, "makhoahoc", "khoahoc"),
            Column.of("title", TEXT, "tieude", "ten", "tenhoatdong", "noidung", "tenkhoahoc"),
            Column.of("startedAt", MOMENT, "batdau", "ngaybatdau", "tungay", "start"),
            Column.required(
                    "endedAt", MOMENT, "ketthuc", "ngayketthuc", "denngay", "ngay", "ngayhoanthanh", "end", "date"),
            Column.of("hours", NUMBER, "sogio", "gio", "thoiluong"),
            Column.of("scaled", NUMBER, "diem", "tyle", "ketqua", "score"),
            Column.of("passed", TRUTH, "dat", "daykhong", "hoanthanh"),
            Column.of("skills", LIST, "kynang", "kynangso"),
            Column.of("validUntil", MOMENT, "hieuluc", "hieulucden", "giatriden", "hethan")),
    ORG_UNITS(
            "org-units",
            Action.EDIT_UNITS,
            Column.required("id", TEXT, "ma", "madonvi"),
            Column.required("kind", TEXT, "loai", "cap"),
            Column.required("name", TEXT, "ten", "tendonvi"),
            Column.of("parent", TEXT, "captren", "donvicaptren", "truocthuoc", "tructhuoc"),
            Column.of("from", DAY, "tungay", "tu"),
            Column.of("to", DAY, "denngay", "den"),
            Column.of("successors", LIST, "ketuc", "ketthua", "donviketuc", "donvithaythe"),
            Column.of("parentFrom", DAY, "captrentungay", "tructhuoctungay")),
    MEMBERSHIPS(
            "memberships",
            Action.EDIT,
            Column.required("member", TEXT, "thanhvien", "mathanhvien", "subject"),
            Column.required("collective", TEXT, "tapthe", "matapthe", "giadinh", "dongho", "hogiadinh"),
            Column.of("from", DAY, "tungay", "tu"),
            Column.of("to", DAY, "denngay", "den")),
    ASSESSMENTS(
            "assessments",
            Action.SELF_ASSESS,
            Column.required("subject", TEXT, "macongdan", "mahocvien", "manguoihoc", "manguoi", "nguoihoc", "hocvien"),
            Column.required("set", TEXT, "botieuchi", "tieuchi"),
            Column.required("cycle", NUMBER, "nam", "chuky", "year"),
            Column.required("indicator", TEXT, "chitieu", "chiso"),
            Column.required("points", NUMBER, "diem", "sodiem"),
            Column.required("by", TEXT, "nguoicham", "ai", "hinhthuccham"));

    private final String slug;
    private final Action action;
    private final List<Column> columns;

    FileKind(String slug, Action action, Column... columns) {
        this.slug = slug;
        this.action = action;
        this.columns = List.of(columns);
    }

    public String slug() {
        return slug;
    }

    List<Column> columns() {
        return columns;
    }

    /** Whether he may do singly, to somebody, what the rows of such a file do. */
    public boolean isFor(Caller caller) {
        return Scope.maySomewhere(caller, action);
    }

    public static Optional<FileKind> of(String slug) {
        return Stream.of(values()).filter(kind -> kind.slug.equals(slug)).findFirst();
    }

    static List<FileKind> of(Caller caller) {
        return Stream.of(values()).filter(kind -> kind.isFor(caller)).toList();
    }
}
