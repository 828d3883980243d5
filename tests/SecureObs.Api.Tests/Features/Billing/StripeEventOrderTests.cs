using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Features.Billing;
using SecureObs.Api.Features.Billing.Events;
using SecureObs.Api.Platform.Billing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>
/// Stripe promises no order, and repeats. Whatever the order, in the end we have what Stripe has: by the product's handler, on
/// a real database of its own, whose many tenants nobody else meets.
/// </summary>
public sealed class StripeEventOrderTests(TestApi api) : IAsyncLifetime
{
    private static readonly (string Type, JsonObject After)[] Life =
    [
        ("checkout.session.completed", Bought("incomplete")),
        ("customer.subscription.created", Bought("trialing")),
        ("invoice.paid", Bought("active")),
        ("customer.subscription.updated", Bought("active", "price_business")),
        ("invoice.payment_failed", Bought("past_due", "price_business")),
        ("customer.subscription.updated", Bought("active", "price_business", ends: true)),
        ("customer.subscription.deleted", Bought("canceled", "price_business", ends: true)),
    ];

    private WebApplication app = null!;
    private string database = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await api.Database.CloneAsync();
        app = api.Build(api.Database.AsApi(database), settings: SellingApi.Plans(api.Stripe));   // not started: nothing runs behind it
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>
    /// All 5,040 orders of seven events, while Stripe's object goes on through its life. Orders that begin alike are one as
    /// long as they do: where they part, what is stored is copied.
    /// </summary>
    [Fact]
    public async Task Every_order_of_a_life_ends_where_Stripe_stands()
    {
        var root = (await CustomersAsync(1))[0] + "_";
        await api.Database.ExecuteAsync(database, $"update app.subscriptions set customer = '{root}' where customer = '{root[..^1]}'");
        using var stripe = new StripeStandIn();
        var (events, orders, heard) = (Handler(stripe), new List<string> { "" }, 0);
        for (var step = 0; step < Life.Length; step++)
        {
            orders = [.. orders.SelectMany(order => "0123456".Where(next => !order.Contains(next)).Select(next => order + next))];
            heard += orders.Count;
            await BranchAsync(root, orders);
            orders.ForEach(order => stripe.Set(root + order, Life[step].After));

            await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct },
                async (order, ct) => await events.HandleAsync(Note(Life[order[^1] - '0'].Type, root + order, $"evt_{root}{order}"), ct));

            var (status, price, ends) = ((string)Life[step].After["status"]!, (string)Life[step].After["items"]!["data"]![0]!["price"]!["id"]!, (bool)Life[step].After["cancel_at_period_end"]!);
            Assert.Equal(orders.Count, await api.Database.ScalarAsync<long>(database, $"""
                select count(*) from app.subscriptions where customer like '{root}%' and length(customer) = {root.Length + step + 1}
                    and subscription = 'sub_1' and status = {Number(status)} and price = '{price}' and ends_at_period_end = {ends} and applied = {step + 1}
                """));
        }

        Assert.Equal(5040, orders.Count);
        Assert.Equal(heard, await api.Database.ScalarAsync<long>(database, $"select count(*) from work.stripe_events where customer like '{root}%'"));
    }

    /// <summary>Events come late, in any order, twice or thrice and at once, while the object changes between them.</summary>
    [Fact]
    public async Task Any_stream_of_late_and_repeated_events_ends_where_Stripe_stands()
    {
        const int Streams = 60;
        var customers = await CustomersAsync(Streams);
        using var stripe = new StripeStandIn();
        var events = Handler(stripe);
        string[] statuses = ["trialing", "active", "past_due", "canceled", "unpaid", "paused"];

        await Parallel.ForEachAsync(customers.Index(), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (each, ct) =>
        {
            var (seed, customer) = each;
            var random = new Random(seed);
            stripe.Answering = _ => Task.Delay(Random.Shared.Next(3), ct);
            var (waiting, sending) = (new List<string>(), new List<Task>());
            string final = "";
            for (var change = 0; change < 8; change++)
            {
                var (status, price) = (statuses[random.Next(statuses.Length)], random.Next(2) == 0 ? "price_team" : "price_business");
                stripe.Set(customer, Bought(status, price));
                final = $"{status} {price}";
                waiting.AddRange(Enumerable.Repeat($"evt_{customer}_{change}", 1 + random.Next(3)));
                // Some of what is waiting comes now, the rest later.
                foreach (var id in waiting.Where(_ => random.Next(2) == 0).ToList())
                {
                    waiting.Remove(id);
                    sending.Add(events.HandleAsync(Note("customer.subscription.updated", customer, id), ct));
                }
                if (random.Next(3) == 0)
                    await Task.WhenAll(sending);
            }
            var left = waiting.ToArray();
            random.Shuffle(left);
            await Task.WhenAll(sending.Concat(left.Select(id => events.HandleAsync(Note("customer.subscription.updated", customer, id), ct))));

            var row = await api.Database.ScalarAsync<string>(database, $"select status || ' ' || price || ' ' || (select count(*) from work.stripe_events e where e.customer = s.customer) from app.subscriptions s where customer = '{customer}'");
            Assert.True(row == $"{Number(final.Split(' ')[0])} {final.Split(' ')[1]} 8", $"seed {seed}: {row} in place of {final}");
        });
    }

    private static JsonObject Bought(string status, string price = "price_team", bool ends = false) => StripeStandIn.Subscription(status, price, ends: ends, id: "sub_1");

    private static StripeEventNote Note(string type, string customer, string id) => new(id, type, DateTimeOffset.UtcNow, customer);

    private static short Number(string status) => (short)Enum.Parse<SubscriptionStatus>(status.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>A tenant for each order, with what is stored for the order before its last event.</summary>
    private Task BranchAsync(string root, List<string> orders) => api.Database.ExecuteAsync(database, $"""
        with child as (select '{root}' || o as customer, md5('{root}' || o)::uuid as id from unnest(string_to_array('{string.Join(' ', orders)}', ' ')) o),
            made as (insert into app.tenants (id, name, created_at) select id, 'Orders', now() from child returning id)
        insert into app.subscriptions (tenant_id, customer, subscription, status, price, period_ends_at, ends_at_period_end, asked, applied, created_at, changed_at)
        select made.id, child.customer, p.subscription, p.status, p.price, p.period_ends_at, p.ends_at_period_end, p.asked, p.applied, now(), now()
        from child join made using (id) join app.subscriptions p on p.customer = left(child.customer, -1)
        """);

    /// <summary>So many tenants, each with a customer.</summary>
    private async Task<List<string>> CustomersAsync(int count)
    {
        var run = Guid.NewGuid().ToString("N")[..12];
        await api.Database.ExecuteAsync(database, $"""
            with made as (
                insert into app.tenants (id, name, created_at) select md5('{run}' || n)::uuid, 'Orders', now() from generate_series(1, {count}) n returning id)
            insert into app.subscriptions (tenant_id, customer, created_at, changed_at)
            select made.id, 'cus_{run}_' || to_char(n, 'FM00000'), now(), now() from generate_series(1, {count}) n join made on made.id = md5('{run}' || n)::uuid
            """);
        return [.. Enumerable.Range(1, count).Select(n => $"cus_{run}_{n:00000}")];
    }

    private StripeEvents Handler(StripeStandIn stripe)
    {
        var (services, catalogue) = (app.Services, app.Services.GetRequiredService<PlanCatalogue>());
        return new(new StripeApi(new(StripeStandIn.SecretKey, StripeStandIn.WebhookSecret, "http://localhost", ""), new HttpClient(stripe), NullLogger<StripeApi>.Instance),
            services.GetRequiredService<StripeEventDoor>(), services.GetRequiredService<TenantTransactions>(), catalogue, services.GetRequiredService<TenantPlan>(),
            services.GetRequiredService<TimeProvider>(), NullLogger<StripeEvents>.Instance);
    }
}
