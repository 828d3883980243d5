using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Billing.Events;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>What Stripe tells us is taken when it is Stripe's, once, and changes what Stripe's own object says.</summary>
public sealed class StripeEventTests(TestApi api, SellingApi selling) : IClassFixture<SellingApi>
{
    private const string Updated = "customer.subscription.updated";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_bought_holds_when_Stripe_says_so()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        Assert.Equal("free none", await tenant.StandsAsync());
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active", "price_business"));

        var answer = await selling.TellAsync("checkout.session.completed", customer, $"evt_{tenant.Id:N}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("business active", await tenant.StandsAsync());
        Assert.Equal($$"""3 {"to": "business", "ends": "false", "from": "free", "event": "evt_{{tenant.Id:N}}", "status": "active", "statusBefore": "none"}""",
            await api.Database.ScalarAsync<string>(api.DatabaseName, $"select actor_kind || ' ' || data from app.audit where tenant_id = '{tenant.Id}' and action = 'billing.subscription-changed'"));
    }

    [Fact]
    public async Task A_forged_event_is_refused()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active"));
        var (id, now) = (StripeStandIn.NewId("evt"), DateTimeOffset.UtcNow);
        var body = StripeStandIn.Event(Updated, customer, id);
        var good = StripeStandIn.Sign(body);
        var time = now.ToUnixTimeSeconds();
        string?[] bad =
        [
            null, "", "nonsense", "t=,v1=", $"t={time}", good.Split(',')[1], $"t={time},v1={new string('0', 64)}", $"t={time},v1=zz", $"t={time},v0={good.Split("v1=")[1]}",
            StripeStandIn.Sign(body, "whsec_another"), StripeStandIn.Sign(body + " "), good.Replace("t=", "t=1", StringComparison.Ordinal), $"t=-{time},v1={good.Split("v1=")[1]}",
            StripeStandIn.Sign(body, at: now.AddSeconds(-302)), StripeStandIn.Sign(body, at: now.AddSeconds(310)),
        ];

        foreach (var signature in bad)
            await (await selling.SendAsync(body, signature)).AssertRefusedAsync(HttpStatusCode.BadRequest, "event-refused");
        await (await selling.SendAsync(body.Replace("active", "active ", StringComparison.Ordinal).Replace("evt_", "evt_x", StringComparison.Ordinal), good)).AssertRefusedAsync(HttpStatusCode.BadRequest, "event-refused");

        Assert.Equal((0, 0), await api.NotedAsync(id, tenant));
        Assert.Equal("free none", await tenant.StandsAsync());
        Assert.Equal(HttpStatusCode.OK, (await selling.SendAsync(body, good)).StatusCode);
        Assert.Equal("team active", await tenant.StandsAsync());
    }

    [Fact]
    public async Task An_event_signed_with_the_secret_before_too_is_taken_while_secrets_are_exchanged()
    {
        var body = StripeStandIn.Event("charge.succeeded", "cus_nobody");
        var (other, good) = (StripeStandIn.Sign(body, "whsec_before"), StripeStandIn.Sign(body));

        Assert.Equal(HttpStatusCode.OK, (await selling.SendAsync(body, $"{other},{good.Split(',')[1]}")).StatusCode);
    }

    /// <summary>Ours is written by hand, over bytes; it takes what Stripe's own takes.</summary>
    [Fact]
    public void Stripes_own_library_agrees_about_a_signature()
    {
        var body = StripeStandIn.Event(Updated, "cus_1");
        var (good, now) = (StripeStandIn.Sign(body), DateTimeOffset.UtcNow);

        global::Stripe.EventUtility.ValidateSignature(body, good, StripeStandIn.WebhookSecret, 300, now.ToUnixTimeSeconds());
        Assert.True(StripeSignature.IsGood(Encoding.UTF8.GetBytes(body), good, StripeStandIn.WebhookSecret, now));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(302, false)]
    public void An_event_is_good_for_five_minutes(int seconds, bool good)
    {
        var (body, now) = ("{}", DateTimeOffset.UtcNow);

        Assert.Equal(good, StripeSignature.IsGood(Encoding.UTF8.GetBytes(body), StripeStandIn.Sign(body, at: now), StripeStandIn.WebhookSecret, now.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"id":7,"type":"x","created":1}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":"1"}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":1e30}""")]
    public async Task What_is_signed_and_no_event_is_refused(string body) =>
        await (await selling.SendAsync(body, StripeStandIn.Sign(body))).AssertRefusedAsync(HttpStatusCode.BadRequest, "event-refused");

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        var body = $$"""{"id":"evt_1","type":"x","created":1,"more":"{{new string('x', 256 * 1024)}}"}""";

        await (await selling.SendAsync(body, StripeStandIn.Sign(body))).AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task The_same_event_fifty_times_at_once_is_one_event_and_one_change()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active"));
        var id = StripeStandIn.NewId("evt");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => selling.TellAsync(Updated, customer, id)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal((1, 1), await api.NotedAsync(id, tenant));
        Assert.Equal("team active", await tenant.StandsAsync());
    }

    [Fact]
    public async Task An_event_that_was_heard_asks_nobody_anything()
    {
        var (_, customer) = await selling.NewCustomerAsync();
        var id = StripeStandIn.NewId("evt");
        await selling.TellAsync(Updated, customer, id);
        selling.Stripe.Away[customer] = true;

        Assert.Equal(HttpStatusCode.OK, (await selling.TellAsync(Updated, customer, id)).StatusCode);
    }

    [Fact]
    public async Task While_Stripe_cannot_be_asked_nothing_is_noted_and_the_repeat_succeeds()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active"));
        var id = StripeStandIn.NewId("evt");
        selling.Stripe.Away[customer] = true;

        await (await selling.TellAsync(Updated, customer, id)).AssertRefusedAsync(HttpStatusCode.ServiceUnavailable, "stripe-unavailable");
        Assert.Equal((0, 0), await api.NotedAsync(id, tenant));
        selling.Stripe.Away.TryRemove(customer, out _);

        Assert.Equal(HttpStatusCode.OK, (await selling.TellAsync(Updated, customer, id)).StatusCode);
        Assert.Equal((1, 1), await api.NotedAsync(id, tenant));
        Assert.Equal("team active", await tenant.StandsAsync());
    }

    [Fact]
    public async Task An_event_about_a_customer_who_is_not_ours_is_noted_and_harmless()
    {
        var (tenant, _) = await selling.NewCustomerAsync();
        var id = StripeStandIn.NewId("evt");

        Assert.Equal(HttpStatusCode.OK, (await selling.TellAsync(Updated, "cus_of_another_shop", id)).StatusCode);
        Assert.Equal((1, 0), await api.NotedAsync(id, tenant));
        Assert.True(await api.Database.ScalarAsync<bool>(api.DatabaseName, $"select tenant is null from work.stripe_events where id = '{id}'"));
    }

    [Fact]
    public async Task Events_of_more_than_90_days_ago_are_forgotten_when_another_comes()
    {
        var (_, customer) = await selling.NewCustomerAsync();
        var (old, young) = (StripeStandIn.NewId("evt"), StripeStandIn.NewId("evt"));
        await api.Database.ExecuteAsync(api.DatabaseName, $"""
            insert into work.stripe_events (id, type, created_at, received_at)
            select id, 'charge.succeeded', now(), now() - days * interval '1 day' from (values ('{old}', 91), ('{young}', 89)) e (id, days)
            """);

        Assert.Equal(HttpStatusCode.OK, (await selling.TellAsync("charge.succeeded", customer, StripeStandIn.NewId("evt"))).StatusCode);

        Assert.Equal(young, await api.Database.ScalarAsync<string>(api.DatabaseName, $"select string_agg(id, ' ') from work.stripe_events where id in ('{old}', '{young}')"));
    }

    [Theory]
    [InlineData("charge.succeeded")]
    [InlineData("customer.updated")]
    [InlineData("invoice.created")]
    public async Task An_event_that_cannot_change_what_was_bought_is_noted_alone(string type)
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active"));
        var id = StripeStandIn.NewId("evt");

        Assert.Equal(HttpStatusCode.OK, (await selling.TellAsync(type, customer, id)).StatusCode);
        Assert.Equal((1, 0), await api.NotedAsync(id, tenant));
        Assert.Equal("free none", await tenant.StandsAsync());
    }

    /// <summary>The second answer is there before the first: an old answer never stands in for a new one.</summary>
    [Fact]
    public async Task An_answer_that_is_overtaken_changes_nothing()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active"));
        var (asked, go, first) = (new TaskCompletionSource(), new TaskCompletionSource(), true);
        selling.Stripe.Answering = async about =>
        {
            if (about == customer && first)
            {
                first = false;
                asked.SetResult();
                await go.Task;
            }
        };
        var slow = selling.TellAsync(Updated, customer);
        await asked.Task;
        selling.Stripe.Set(customer, StripeStandIn.Subscription("canceled"));

        Assert.Equal(HttpStatusCode.OK, (await selling.TellAsync("customer.subscription.deleted", customer)).StatusCode);
        go.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await slow).StatusCode);

        Assert.Equal("free canceled", await tenant.StandsAsync());
    }

    [Theory]
    [InlineData("trialing", "team")]
    [InlineData("active", "team")]
    [InlineData("past_due", "team")]
    [InlineData("canceled", "free")]
    [InlineData("unpaid", "free")]
    [InlineData("incomplete", "free")]
    [InlineData("incomplete_expired", "free")]
    [InlineData("paused", "free")]
    public async Task A_plan_holds_while_its_subscription_does(string status, string plan)
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription(status));

        await selling.TellAsync(Updated, customer);

        Assert.Equal($"{plan} {status}", await tenant.StandsAsync());
    }

    [Fact]
    public async Task Of_several_subscriptions_the_newest_that_holds_counts()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer,
            StripeStandIn.Subscription("canceled", "price_team", createdAfter: 90), StripeStandIn.Subscription("active", "price_team", createdAfter: 10),
            StripeStandIn.Subscription("past_due", "price_business", createdAfter: 20), StripeStandIn.Subscription("a state of tomorrow", "price_team", createdAfter: 99));

        await selling.TellAsync(Updated, customer);

        Assert.Equal("business past_due", await tenant.StandsAsync());
    }

    [Fact]
    public async Task A_price_of_no_plan_buys_nothing_and_is_logged()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active", $"price_{tenant.Id:N}"));

        await selling.TellAsync(Updated, customer);

        Assert.Equal("free active", await tenant.StandsAsync());
        Assert.Contains($"price_{tenant.Id:N}. It keeps the plan free", api.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_its_customer_what_was_bought_is_gone()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active"));
        await selling.TellAsync(Updated, customer);
        selling.Stripe.Delete(customer);

        Assert.Equal(HttpStatusCode.OK, (await selling.TellAsync("customer.deleted", customer)).StatusCode);

        Assert.Equal("free none", await tenant.StandsAsync());
    }

    [Fact]
    public async Task What_one_tenant_buys_no_other_has()
    {
        var ((ours, customer), (theirs, _)) = (await selling.NewCustomerAsync(), await selling.NewCustomerAsync());
        selling.Stripe.Set(customer, StripeStandIn.Subscription("active"));

        await selling.TellAsync(Updated, customer);

        Assert.Equal(("team active", "free none"), (await ours.StandsAsync(), await theirs.StandsAsync()));
    }

    [Fact]
    public async Task No_secret_of_Stripe_is_logged_or_kept()
    {
        var (tenant, customer) = await selling.NewCustomerAsync();
        selling.Stripe.Away[customer] = true;
        await selling.TellAsync(Updated, customer);
        await tenant.CheckOutAsync();
        await selling.SendAsync("{}", StripeStandIn.Sign("{}", "whsec_another"));

        Assert.Contains("Stripe could not be asked", api.Logs.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { StripeStandIn.SecretKey, StripeStandIn.WebhookSecret })
        {
            Assert.DoesNotContain(secret, api.Logs.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, $"{selling.Services.GetRequiredService<SecureObs.Api.Features.Billing.Billing>()}", StringComparison.Ordinal);
        }
    }
}
