using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>An API over the database of all tests that has plans with small limits and sells two of them.</summary>
public sealed class SellingApi(TestApi api) : IAsyncLifetime
{
    private WebApplication app = null!;

    internal StripeStandIn Stripe => api.Stripe;

    internal IServiceProvider Services => app.Services;

    internal Uri Address => new(app.Urls.Single());

    internal static Dictionary<string, string?> Plans(StripeStandIn stripe) => new(stripe.Settings())
    {
        ["Plans:GracePercent"] = "20",
        ["Plans:0:Key"] = "free",
        ["Plans:0:Name"] = "Free",
        ["Plans:0:Projects"] = "2",
        ["Plans:0:Members"] = "4",
        ["Plans:0:Findings"] = "10",
        ["Plans:0:RetentionDays"] = "30",
        ["Plans:1:Key"] = "team",
        ["Plans:1:Name"] = "Team",
        ["Plans:1:Projects"] = "5",
        ["Plans:1:PriceId"] = "price_team",
        ["Plans:2:Key"] = "business",
        ["Plans:2:Name"] = "Business",
        ["Plans:2:PriceId"] = "price_business",
    };

    public async ValueTask InitializeAsync()
    {
        app = api.Build(api.Database.AsApi(api.DatabaseName), settings: Plans(Stripe));
        await app.StartAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>With a project and three members.</summary>
    internal Task<TestTenant> NewTenantAsync() => TestTenant.CreateAsync(api, app);

    /// <summary>A tenant that is a customer of Stripe.</summary>
    internal async Task<(TestTenant Tenant, string Customer)> NewCustomerAsync()
    {
        var tenant = await NewTenantAsync();
        (await tenant.Owner.PostAsJsonAsync(tenant.Route("billing/checkout"), new { plan = "team" }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        return (tenant, await api.CustomerAsync(tenant));
    }

    /// <summary>As if it had been bought, without Stripe.</summary>
    internal static Task<int> SubscribeAsync(TestTenant tenant, string price, short status = 2) => tenant.RunAsync(tx => tx.ExecuteAsync($"""
        insert into app.subscriptions (tenant_id, customer, subscription, status, price, created_at, changed_at)
        values ({tx.TenantId}, {$"cus_{tx.TenantId:N}"}, 'sub_1', {status}, {price}, now(), now())
        on conflict on constraint subscriptions_pk do update set subscription = 'sub_1', status = excluded.status, price = excluded.price
        """, default));

    internal Task<HttpResponseMessage> SendAsync(string body, string? signature) => api.SendEventAsync(Address, body, signature);

    /// <summary>An event of this customer, signed as Stripe does.</summary>
    internal Task<HttpResponseMessage> TellAsync(string type, string customer, string? id = null) =>
        StripeStandIn.Event(type, customer, id) is var body ? SendAsync(body, StripeStandIn.Sign(body)) : null!;
}

internal static class BillingCalls
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> SendEventAsync(this TestApi api, Uri address, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/api/stripe/webhook")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return await api.Client.SendAsync(request, Ct);
    }

    public static Task<JsonElement> PlanAsync(this TestTenant tenant, HttpClient? who = null) =>
        (who ?? tenant.Member).GetFromJsonAsync<JsonElement>(tenant.Route("plan"), Ct);

    public static Task<HttpResponseMessage> CheckOutAsync(this TestTenant tenant, string plan = "team", HttpClient? who = null) =>
        (who ?? tenant.Owner).PostAsJsonAsync(tenant.Route("billing/checkout"), new { plan }, Ct);

    public static Task<HttpResponseMessage> PortalAsync(this TestTenant tenant, HttpClient? who = null) =>
        (who ?? tenant.Owner).PostAsync(tenant.Route("billing/portal"), null, Ct);

    public static Task<string> CustomerAsync(this TestApi api, TestTenant tenant) =>
        api.Database.ScalarAsync<string>(api.DatabaseName, $"select customer from app.subscriptions where tenant_id = '{tenant.Id}'");

    /// <summary>Plan and status, as a member sees them.</summary>
    public static async Task<string> StandsAsync(this TestTenant tenant)
    {
        var plan = await tenant.PlanAsync();
        return $"{plan.GetProperty("plan").GetProperty("key")} {(plan.GetProperty("subscription") is { ValueKind: JsonValueKind.Object } bought ? bought.GetProperty("status") : "none")}";
    }

    /// <summary>How often an event was noted, and entries that changed what was bought.</summary>
    public static async Task<(long Events, long Entries)> NotedAsync(this TestApi api, string id, TestTenant tenant) => (
        await api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from work.stripe_events where id = '{id}'"),
        await api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from app.audit where tenant_id = '{tenant.Id}' and action = 'billing.subscription-changed'"));
}
