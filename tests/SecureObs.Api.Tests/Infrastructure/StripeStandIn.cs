using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>
/// Answers as Stripe's API does, over HTTP or within the process. It keeps customers and subscriptions; tests change them,
/// and sign events as Stripe would.
/// </summary>
internal sealed class StripeStandIn : HttpMessageHandler, IAsyncDisposable
{
    public const string SecretKey = "sk_test_canary4Qb7VZr1pXw9";
    public const string WebhookSecret = "whsec_canary8Kd2LmT5sYu3";

    private readonly ConcurrentDictionary<string, JsonObject> customers = new();
    private readonly ConcurrentDictionary<string, JsonObject[]> subscriptions = new();
    private readonly ConcurrentDictionary<string, Lazy<string>> answered = new();
    private WebApplication? app;

    public static string NewId(string kind) => $"{kind}_{Guid.NewGuid():N}";

    /// <summary>Paths and forms that were sent, by customer or by path.</summary>
    public ConcurrentQueue<(string Path, Dictionary<string, string> Form, string? Key)> Asked { get; } = new();

    /// <summary>Customers about whom Stripe does not answer now.</summary>
    public ConcurrentDictionary<string, bool> Away { get; } = new();

    /// <summary>What happens between looking subscriptions up and answering.</summary>
    public Func<string, Task> Answering { get; set; } = _ => Task.CompletedTask;

    public string Url => app!.Urls.Single();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            var (status, answer) = await AnswerAsync(http.Request.Method, http.Request.Path, http.Request.QueryString.Value ?? "",
                await body.ReadToEndAsync(), http.Request.Headers.Authorization.ToString(), http.Request.Headers["Idempotency-Key"].FirstOrDefault());
            http.Response.StatusCode = (int)status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer);
        });
        await app.StartAsync();
    }

    /// <summary>What the API is told to find it.</summary>
    public Dictionary<string, string?> Settings() => new()
    {
        ["Stripe:SecretKey"] = SecretKey,
        ["Stripe:WebhookSecret"] = WebhookSecret,
        ["Stripe:ApiBase"] = Url,
        ["Stripe:ReturnUrl"] = "https://secureobs.example/tenants/{tenantId}/settings",
    };

    /// <summary>What a customer has subscribed to from now on.</summary>
    public void Set(string customer, params JsonObject[] now) => subscriptions[customer] = now;

    /// <summary>Whether nothing can be charged to a customer any more, and nobody is told who it was.</summary>
    public bool IsGone(string customer) => customers[customer]["deleted"] is not null && !subscriptions.ContainsKey(customer);

    public void Delete(string customer)
    {
        customers[customer] = new() { ["id"] = customer, ["object"] = "customer", ["deleted"] = true };
        subscriptions.TryRemove(customer, out _);
    }

    public static JsonObject Subscription(string status, string price = "price_team", int createdAfter = 0, bool ends = false, string? id = null) => new()
    {
        ["id"] = id ?? NewId("sub"),
        ["object"] = "subscription",
        ["status"] = status,
        ["created"] = 1_800_000_000 + createdAfter,
        ["cancel_at_period_end"] = ends,
        ["items"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(new JsonObject
            {
                ["id"] = NewId("si"),
                ["object"] = "subscription_item",
                ["current_period_end"] = 1_802_592_000,
                ["price"] = new JsonObject { ["id"] = price, ["object"] = "price" },
            }),
        },
    };

    /// <summary>The body of an event as Stripe sends it. What it says of its object is never true here: nobody may believe it.</summary>
    public static string Event(string type, string customer, string? id = null) => new JsonObject
    {
        ["id"] = id ?? NewId("evt"),
        ["object"] = "event",
        ["type"] = type,
        ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["data"] = new JsonObject
        {
            ["object"] = type == "customer.deleted"
                ? new JsonObject { ["id"] = customer, ["object"] = "customer" }
                : new JsonObject { ["id"] = NewId("sub"), ["object"] = "subscription", ["customer"] = customer, ["status"] = "a lie" },
        },
    }.ToJsonString();

    /// <summary>The header Stripe-Signature of a body.</summary>
    public static string Sign(string body, string secret = WebhookSecret, DateTimeOffset? at = null)
    {
        var time = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds();
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        Dispose();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var (status, answer) = await AnswerAsync(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, body,
            $"{request.Headers.Authorization}", request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.First() : null);
        return new(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }

    private async Task<(HttpStatusCode, string)> AnswerAsync(string method, string path, string query, string body, string authorization, string? idempotencyKey)
    {
        if (authorization != $"Bearer {SecretKey}")
            return Refuse(HttpStatusCode.Unauthorized, "api_key_invalid");
        var said = QueryHelpers.ParseQuery(method == "POST" ? body : query).ToDictionary(entry => entry.Key, entry => $"{entry.Value}");
        Asked.Enqueue((path, said, idempotencyKey));
        var about = said.GetValueOrDefault("customer") ?? path.Split('/')[^1];
        if (Away.ContainsKey(about))
            return Refuse(HttpStatusCode.InternalServerError, "down");
        switch ((method, path))
        {
            case ("POST", "/v1/customers"):
                return (HttpStatusCode.OK, Once(idempotencyKey, () => Made(said)));
            case ("GET", "/v1/subscriptions"):
                var answer = customers.TryGetValue(about, out var known) && known["deleted"] is null || subscriptions.ContainsKey(about)
                    ? (HttpStatusCode.OK, List(subscriptions.GetValueOrDefault(about, [])))
                    : Refuse(HttpStatusCode.BadRequest, "resource_missing");
                await Answering(about);
                return answer;
            case ("POST", "/v1/checkout/sessions"):
                return (HttpStatusCode.OK, Once(idempotencyKey, () => Page("checkout.session", "cs")));
            case ("POST", "/v1/billing_portal/sessions"):
                return (HttpStatusCode.OK, Once(idempotencyKey, () => Page("billing_portal.session", "bps")));
            case ("GET", _) when path.StartsWith("/v1/customers/", StringComparison.Ordinal):
                return customers.TryGetValue(about, out var customer) ? (HttpStatusCode.OK, customer.ToJsonString()) : Refuse(HttpStatusCode.NotFound, "resource_missing");
            case ("DELETE", _) when path.StartsWith("/v1/customers/", StringComparison.Ordinal):
                if (!customers.TryGetValue(about, out var going) || going["deleted"] is not null)
                    return Refuse(HttpStatusCode.NotFound, "resource_missing");
                Delete(about);
                return (HttpStatusCode.OK, customers[about].ToJsonString());
            default:
                return Refuse(HttpStatusCode.NotFound, "unknown_path");
        }
    }

    private string Once(string? key, Func<string> make) => key is null ? make() : answered.GetOrAdd(key, _ => new(make)).Value;

    private string Made(Dictionary<string, string> said)
    {
        var customer = new JsonObject { ["id"] = NewId("cus"), ["object"] = "customer", ["metadata"] = new JsonObject { ["tenant_id"] = said["metadata[tenant_id]"] } };
        customers[(string)customer["id"]!] = customer;
        return customer.ToJsonString();
    }

    private static string Page(string kind, string prefix)
    {
        var id = NewId(prefix);
        return new JsonObject { ["id"] = id, ["object"] = kind, ["url"] = $"https://pay.example/{id}" }.ToJsonString();
    }

    private static string List(JsonObject[] items) => $$"""{"object":"list","has_more":false,"url":"/v1/subscriptions","data":[{{string.Join(',', items.Select(item => item.ToJsonString()))}}]}""";

    private static (HttpStatusCode, string) Refuse(HttpStatusCode status, string code) =>
        (status, $$$"""{"error":{"type":"invalid_request_error","code":"{{{code}}}","message":"No: {{{SecretKey}}}"}}""");
}
