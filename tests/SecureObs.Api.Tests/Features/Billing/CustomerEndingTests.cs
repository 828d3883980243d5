using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Erasure;
using SecureObs.Api.Tests.Features.Erasure;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>Who is erased pays no more. In a database of its own: other tests erase without Stripe.</summary>
public sealed class CustomerEndingTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_ends_with_the_erasure_and_not_while_it_can_be_taken_back()
    {
        await using var selling = await StartAsync();
        var customer = await AskToDeleteAsync(selling);
        await EraseAsync(selling);
        Assert.False(api.Stripe.IsGone(customer));

        await PassWeekAsync(selling);
        await EraseAsync(selling);

        Assert.True(api.Stripe.IsGone(customer));
        Assert.Equal(["work.tombstones"], await api.TablesWithAsync($"{selling.Tenant.Id}", selling.DatabaseName));
        Assert.Empty(await api.TablesWithAsync(customer, selling.DatabaseName));
    }

    [Fact]
    public async Task While_Stripe_is_away_nothing_goes_that_says_who_pays()
    {
        await using var selling = await StartAsync();
        var customer = await AskToDeleteAsync(selling);
        await PassWeekAsync(selling);
        api.Stripe.Away[customer] = true;
        await EraseAsync(selling);
        Assert.Contains("app.subscriptions", await api.TablesWithAsync(customer, selling.DatabaseName));

        api.Stripe.Away.TryRemove(customer, out _);
        await EraseAsync(selling);

        Assert.True(api.Stripe.IsGone(customer));
        Assert.Empty(await api.TablesWithAsync(customer, selling.DatabaseName));
    }

    [Fact]
    public async Task A_customer_who_was_deleted_at_Stripe_holds_nothing_up()
    {
        await using var selling = await StartAsync();
        api.Stripe.Delete(await AskToDeleteAsync(selling));
        await PassWeekAsync(selling);

        await EraseAsync(selling);

        Assert.Equal(["work.tombstones"], await api.TablesWithAsync($"{selling.Tenant.Id}", selling.DatabaseName));
    }

    private Task<ClockedApi> StartAsync() =>
        ClockedApi.StartAsync(api, new(SellingApi.Plans(api.Stripe)) { ["Jobs:Off:0"] = "retention", ["Jobs:Off:1"] = "erasure" });

    /// <returns>Its customer, who has a subscription.</returns>
    private async Task<string> AskToDeleteAsync(ClockedApi selling)
    {
        var tenant = selling.Tenant;
        (await tenant.CheckOutAsync()).EnsureSuccessStatusCode();
        var customer = await api.Database.ScalarAsync<string>(selling.DatabaseName, "select customer from app.subscriptions");
        api.Stripe.Set(customer, StripeStandIn.Subscription("active"));
        Assert.Equal("200", await tenant.Owner.SendAsync("POST", tenant.Route("deletion"), new { name = "Test tenant" }).SaysAsync());
        return customer;
    }

    private Task PassWeekAsync(ClockedApi selling) => api.PassWeekAsync(selling.Tenant.Id, selling.DatabaseName);

    private static Task EraseAsync(ClockedApi selling) => selling.Services.GetRequiredService<ErasureRound>().RunAsync(Ct);
}
