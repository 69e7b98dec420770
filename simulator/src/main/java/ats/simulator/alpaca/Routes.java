package ats.simulator.alpaca;

import module java.base;

/// The table of the API.
record Routes(OrderCalls orders, AccountCalls account, MarketCalls market) {

    List<Route> all() {
        return List.of(
                new Route("GET", "/v2/account", account::account),
                new Route("GET", "/v2/account/activities", account::activities),
                new Route("GET", "/v2/account/activities/{activity_type}", account::activities),
                new Route("GET", "/v2/positions", account::positions),
                new Route("GET", "/v2/positions/{symbol}", account::position),
                new Route("POST", "/v2/orders", orders::submit),
                new Route("GET", "/v2/orders", orders::list),
                new Route("DELETE", "/v2/orders", orders::cancelAll),
                new Route("GET", "/v2/orders/{order_id}", orders::byId),
                new Route("PATCH", "/v2/orders/{order_id}", orders::replace),
                new Route("DELETE", "/v2/orders/{order_id}", orders::cancel),
                new Route("GET", "/v2/orders:by_client_order_id", orders::byClientOrderId),
                new Route("GET", "/v2/clock", market::clock),
                new Route("GET", "/v2/calendar", market::calendar),
                new Route("GET", "/v2/assets", market::assets),
                new Route("GET", "/v2/assets/{symbol}", market::asset));
    }

    /// What one method of one path does.
    record Route(String method, String path, Function<Call, Reply> work) {

        boolean reads() {
            return method.equals("GET");
        }

        boolean submits() {
            return method.equals("POST");
        }
    }
}
