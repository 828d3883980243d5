using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Features.Billing;
using SecureObs.Api.Features.Billing.Events;
using SecureObs.Api.Platform.Billing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>Stripe promises no order, and repeats. Whatever the order, in the end we have what Stripe has: by the product's handler, on the real database.</summary>
public sealed class StripeEventOrderTests(TestApi api, SellingApi selling) : IClassFixture<SellingApi>
{
    private static readonly (string Type, JsonObject? After)[] Life =
    [
        ("checkout.session.completed", Bought("incomplete")),
        ("customer.subscription.created", Bought("trialing")),
        ("invoice.paid", Bought("active")),
        ("customer.subscription.updated", Bought("active", "price_business")),
        ("invoice.payment_failed", Bought("past_due", "price_business")),
        ("customer.subscription.updated", Bought("active", "price_business", ends: true)),
        ("customer.subscription.deleted", Bought("canceled", "price_business", ends: true)),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>All 5,040 orders of seven events, while Stripe's object goes on through its life.</summary>
    [Fact]
    public async Task Every_order_of_a_life_ends_where_Stripe_stands()
    {
        var orders = Orders([.. Enumerable.Range(0, Life.Length)]).ToList();
        var customers = await CustomersAsync(orders.Count);
        using var stripe = new StripeStandIn();
        var events = Handler(stripe);
        var began = Stopwatch.GetTimestamp();

        await Parallel.ForEachAsync(orders.Zip(customers), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (each, ct) =>
        {
            var (order, customer) = each;
            for (var step = 0; step < order.Length; step++)
            {
                stripe.Set(customer, Life[step].After!);
                await events.HandleAsync(Note(Life[order[step]].Type, customer, $"evt_{customer}_{order[step]}"), ct);
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{orders.Count} orders in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        Assert.Equal(5040, orders.Count);
        Assert.Equal($"{orders.Count} {orders.Count * Life.Length}", await api.Database.ScalarAsync<string>(api.DatabaseName, $"""
            select (select count(*) from app.subscriptions where customer like '{Prefix(customers)}%' and status = 4 and price = 'price_business' and ends_at_period_end and subscription = 'sub_1')
                || ' ' || (select count(*) from work.stripe_events where customer like '{Prefix(customers)}%')
            """));
    }

    /// <summary>Events come late, in any order, twice or thrice and at once, while the object changes between them.</summary>
    [Fact]
    public async Task Any_stream_of_late_and_repeated_events_ends_where_Stripe_stands()
    {
        const int Streams = 120;
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

            var row = await api.Database.ScalarAsync<string>(api.DatabaseName, $"select status || ' ' || price || ' ' || (select count(*) from work.stripe_events e where e.customer = s.customer) from app.subscriptions s where customer = '{customer}'");
            Assert.True(row == $"{(short)Enum.Parse<SubscriptionStatus>(final.Split(' ')[0].Replace("_", "", StringComparison.Ordinal), ignoreCase: true)} {final.Split(' ')[1]} 8", $"seed {seed}: {row} in place of {final}");
        });
    }

    private static JsonObject Bought(string status, string price = "price_team", bool ends = false) => StripeStandIn.Subscription(status, price, ends: ends, id: "sub_1");

    private static StripeEventNote Note(string type, string customer, string id) => new(id, type, DateTimeOffset.UtcNow, customer);

    private static string Prefix(List<string> customers) => customers[0][..^5];

    /// <summary>So many tenants, each with a customer.</summary>
    private async Task<List<string>> CustomersAsync(int count)
    {
        var run = Guid.NewGuid().ToString("N")[..12];
        await api.Database.ExecuteAsync(api.DatabaseName, $"""
            with made as (
                insert into app.tenants (id, name, created_at) select md5('{run}' || n)::uuid, 'Orders', now() from generate_series(1, {count}) n returning id)
            insert into app.subscriptions (tenant_id, customer, created_at, changed_at)
            select made.id, 'cus_{run}_' || to_char(n, 'FM00000'), now(), now() from generate_series(1, {count}) n join made on made.id = md5('{run}' || n)::uuid
            """);
        return [.. Enumerable.Range(1, count).Select(n => $"cus_{run}_{n:00000}")];
    }

    private StripeEvents Handler(StripeStandIn stripe)
    {
        var (services, catalogue) = (selling.Services, selling.Services.GetRequiredService<PlanCatalogue>());
        return new(new StripeApi(new(StripeStandIn.SecretKey, StripeStandIn.WebhookSecret, "http://localhost", ""), new HttpClient(stripe), NullLogger<StripeApi>.Instance),
            services.GetRequiredService<StripeEventDoor>(), services.GetRequiredService<TenantTransactions>(), catalogue, services.GetRequiredService<TenantPlan>(),
            services.GetRequiredService<TimeProvider>(), NullLogger<StripeEvents>.Instance);
    }

    private static IEnumerable<int[]> Orders(int[] of) => of.Length <= 1 ? [of]
        : of.SelectMany(first => Orders([.. of.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
