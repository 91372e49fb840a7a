package vn.hoctap.server.privacy;

import java.util.List;

/**
 * @param named public pages may show the name
 * @param erasable no erasure is asked for yet
 */
public record MyDataView(boolean named, boolean erasable, List<RequestView> requests) {}
