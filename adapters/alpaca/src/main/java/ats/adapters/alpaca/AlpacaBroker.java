package ats.adapters.alpaca;

import module java.base;

import ats.domain.Order;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.engine.port.Broker;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.rest.RestRequest;
import ats.platform.time.MarketClock;

/// Sends orders to Alpaca, each request once, and reads what Alpaca has written down.
public final class AlpacaBroker implements Broker, AutoCloseable {
    private final AlpacaGateway gateway;
    private final OrderNames names;
    private final Answers answers;
    private final AlpacaBooks books;
    private final AlpacaLink link;

    public AlpacaBroker(
            AlpacaSettings settings, MarketClock clock, Lockstep lockstep, Metrics metrics) {
        gateway = new AlpacaGateway(settings, metrics);
        names = new OrderNames(gateway);
        answers = new Answers(clock);
        books = new AlpacaBooks(gateway, new OrderRows(names), new ActivityRows(names, clock));
        var updates = new TradeUpdates(names, clock);
        link = new AlpacaLink(settings, gateway, updates, lockstep, metrics);
    }

    @Override
    public Answer submit(Order order) {
        var request = RestRequest.post("/v2/orders", OrderForm.submission(order));
        var answer = answers.withOrder(gateway.send(request));
        if (answer instanceof Answer.Taken(var brokerId)) names.learn(brokerId, order.id());
        return answer;
    }

    @Override
    public Answer cancel(String brokerId) {
        return answers.bare(gateway.send(RestRequest.delete(target(brokerId))), brokerId);
    }

    @Override
    public Answer replace(String brokerId, Quantity quantity, Pricing pricing) {
        var form = OrderForm.replacement(quantity, pricing);
        var answer = answers.withOrder(gateway.send(RestRequest.patch(target(brokerId), form)));
        if (answer instanceof Answer.Taken(var successor)) {
            names.recall(brokerId).ifPresent(id -> names.learn(successor, id));
        }
        return answer;
    }

    @Override
    public Books books() {
        return books;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public void close() {
        link.close();
        gateway.close();
    }

    private static String target(String brokerId) {
        return "/v2/orders/" + RestRequest.encoded(brokerId);
    }
}
