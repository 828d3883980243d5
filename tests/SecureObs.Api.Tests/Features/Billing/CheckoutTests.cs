using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>An owner goes to Stripe and comes back; nobody else does.</summary>
public sealed class CheckoutTests(TestApi api, SellingApi selling) : IClassFixture<SellingApi>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_is_sent_to_the_checkout_of_a_customer_that_we_know()
    {
        var tenant = await selling.NewTenantAsync();

        var answer = await tenant.CheckOutAsync("business");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("https://pay.example/cs_", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("url").GetString(), StringComparison.Ordinal);
        var customer = await api.CustomerAsync(tenant);
        var (_, form, key) = selling.Stripe.Asked.Single(asked => asked.Path == "/v1/checkout/sessions" && asked.Form["customer"] == customer);
        Assert.Equal("subscription price_business 1", $"{form["mode"]} {form["line_items[0][price]"]} {form["line_items[0][quantity]"]}");
        Assert.Equal($"https://secureobs.example/tenants/{tenant.Id}/settings?checkout=done", form["success_url"]);
        Assert.Equal($"https://secureobs.example/tenants/{tenant.Id}/settings?checkout=cancelled", form["cancel_url"]);
        Assert.StartsWith("secureobs-checkout-", key, StringComparison.Ordinal);
        Assert.Equal($"{tenant.Id}", selling.Stripe.Asked.Single(asked => asked.Key == $"secureobs-customer-{tenant.Id}").Form["metadata[tenant_id]"]);
    }

    [Fact]
    public async Task The_customer_is_stored_before_anything_can_be_bought()
    {
        var tenant = await selling.NewTenantAsync();
        await tenant.CheckOutAsync();
        var customer = await api.CustomerAsync(tenant);
        selling.Stripe.Away[customer] = true;

        await (await tenant.CheckOutAsync()).AssertRefusedAsync(HttpStatusCode.ServiceUnavailable, "stripe-unavailable");
        Assert.Equal(customer, await api.CustomerAsync(tenant));
    }

    [Fact]
    public async Task Ten_checkouts_at_once_are_of_one_customer()
    {
        var tenant = await selling.NewTenantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tenant.CheckOutAsync()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var customer = await api.CustomerAsync(tenant);
        Assert.Equal(10, selling.Stripe.Asked.Count(asked => asked.Path == "/v1/checkout/sessions" && asked.Form["customer"] == customer));
    }

    [Fact]
    public async Task Admins_and_members_buy_nothing()
    {
        var tenant = await selling.NewTenantAsync();
        foreach (var who in new[] { tenant.Admin, tenant.Member })
        {
            await (await tenant.CheckOutAsync(who: who)).AssertRefusedAsync(HttpStatusCode.Forbidden, "role-missing");
            await (await tenant.PortalAsync(who)).AssertRefusedAsync(HttpStatusCode.Forbidden, "role-missing");
        }
        var other = await selling.NewTenantAsync();
        await (await tenant.CheckOutAsync(who: other.Owner)).AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("free")]
    [InlineData("nothing")]
    public async Task Only_a_plan_that_is_sold_is_bought(string plan) =>
        await (await (await selling.NewTenantAsync()).CheckOutAsync(plan)).AssertRefusedAsync(HttpStatusCode.BadRequest, "plan-unknown");

    [Theory]
    [InlineData("active")]
    [InlineData("trialing")]
    [InlineData("past_due")]
    [InlineData("unpaid")]
    [InlineData("paused")]
    public async Task Who_has_a_subscription_buys_no_second_one_even_before_we_heard_of_the_first(string status)
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription(status));

        await (await tenant.CheckOutAsync()).AssertRefusedAsync(HttpStatusCode.Conflict, "already-subscribed");
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("incomplete")]
    [InlineData("incomplete_expired")]
    public async Task Who_had_one_buys_again(string status)
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription(status));

        Assert.Equal(HttpStatusCode.OK, (await tenant.CheckOutAsync()).StatusCode);
    }

    [Fact]
    public async Task In_the_place_of_a_customer_who_was_deleted_comes_a_new_one()
    {
        var (tenant, before) = await selling.NewCustomerAsync();
        selling.Stripe.Set(before, StripeStandIn.Subscription("active"));
        await selling.TellAsync("customer.subscription.updated", before);
        selling.Stripe.Delete(before);

        Assert.Equal(HttpStatusCode.OK, (await tenant.CheckOutAsync()).StatusCode);

        var now = await api.CustomerAsync(tenant);
        Assert.NotEqual(before, now);
        Assert.Equal("free none", await tenant.StandsAsync());
        selling.Stripe.Set(now, StripeStandIn.Subscription("active"));
        await selling.TellAsync("customer.subscription.updated", now);
        Assert.Equal("team active", await tenant.StandsAsync());
    }

    [Fact]
    public async Task The_portal_is_there_for_who_went_to_the_checkout()
    {
        var tenant = await selling.NewTenantAsync();
        await (await tenant.PortalAsync()).AssertRefusedAsync(HttpStatusCode.Conflict, "nothing-bought");
        await tenant.CheckOutAsync();

        var answer = await tenant.PortalAsync();

        Assert.StartsWith("https://pay.example/bps_", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("billing.checkout-opened billing.portal-opened", await api.Database.ScalarAsync<string>(api.DatabaseName,
            $"select string_agg(action, ' ' order by id) from app.audit where tenant_id = '{tenant.Id}' and action like 'billing.%'"));
    }

    [Fact]
    public async Task Without_keys_nothing_is_sold_and_all_else_works()
    {
        await using var app = api.Build(api.Database.AsApi(api.DatabaseName));
        await app.StartAsync(Ct);
        var tenant = await TestTenant.CreateAsync(api, app);

        await (await tenant.CheckOutAsync()).AssertRefusedAsync(HttpStatusCode.NotFound, "billing-off");
        await (await tenant.PortalAsync()).AssertRefusedAsync(HttpStatusCode.NotFound, "billing-off");
        await (await api.SendEventAsync(new(app.Urls.Single()), "{}", StripeStandIn.Sign("{}"))).AssertRefusedAsync(HttpStatusCode.NotFound, "billing-off");
        var plan = await tenant.PlanAsync();
        Assert.Equal($$$"""
            {"plan":{"key":"self-hosted","name":"Self-hosted"},"limits":{"projects":null,"members":null,"findings":null,"retentionDays":null},"usage":{"projects":1,"members":3,"findings":0},"subscription":null,"billing":{"enabled":false,"plans":[{"key":"self-hosted","name":"Self-hosted","projects":null,"members":null,"findings":null,"retentionDays":null,"current":true,"canBuy":false}]}}
            """, plan.GetRawText());
    }

    [Fact]
    public async Task A_member_sees_what_the_plan_allows_what_is_used_and_what_there_is()
    {
        var tenant = await selling.NewTenantAsync();
        Assert.Equal($$$"""
            {"plan":{"key":"free","name":"Free"},"limits":{"projects":2,"members":4,"findings":10,"retentionDays":30},"usage":{"projects":1,"members":3,"findings":0},"subscription":null,"billing":{"enabled":true,"plans":[{"key":"free","name":"Free","projects":2,"members":4,"findings":10,"retentionDays":30,"current":true,"canBuy":false},{"key":"team","name":"Team","projects":5,"members":null,"findings":null,"retentionDays":null,"current":false,"canBuy":true},{"key":"business","name":"Business","projects":null,"members":null,"findings":null,"retentionDays":null,"current":false,"canBuy":true}]}}
            """, (await tenant.PlanAsync()).GetRawText());

        await tenant.CheckOutAsync();
        var customer = await api.CustomerAsync(tenant);
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active", ends: true));
        await selling.TellAsync("customer.subscription.updated", customer);

        var plan = await tenant.PlanAsync();
        Assert.Equal("""{"status":"active","periodEndsAt":"2027-02-14T08:00:00Z","endsAtPeriodEnd":true}""", plan.GetProperty("subscription").GetRawText());
        Assert.Equal([("free", false, false), ("team", true, false), ("business", false, false)], plan.GetProperty("billing").GetProperty("plans").EnumerateArray()
            .Select(each => (each.GetProperty("key").GetString()!, each.GetProperty("current").GetBoolean(), each.GetProperty("canBuy").GetBoolean())));
    }
}
