using System.Text.Json;
using SecureObs.Api.Platform.Billing;

namespace SecureObs.Api.Features.Billing.Events;

/// <summary>Reads of an event which one it is and whom it is about. What its object says is not read: Stripe is asked.</summary>
internal static class StripeEvent
{
    private const int Longest = 255;

    /// <summary>Null when it is no event.</summary>
    public static StripeEventNote? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || Text(root, "id") is not { } id || Text(root, "type") is not { } type
                || !root.TryGetProperty("created", out var created) || created.ValueKind is not JsonValueKind.Number || !created.TryGetInt64(out var seconds)
                || seconds is < 0 or > 253_402_300_799)
                return null;
            return new(id, type, DateTimeOffset.FromUnixTimeSeconds(seconds), Customer(root, type));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether what a tenant has bought may have changed with it.</summary>
    public static bool Matters(string type) => type.StartsWith("customer.subscription.", StringComparison.Ordinal)
        || type is "checkout.session.completed" or "invoice.paid" or "invoice.payment_failed" or "customer.deleted";

    private static string? Customer(JsonElement root, string type)
    {
        if (!root.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object
            || !data.TryGetProperty("object", out var about) || about.ValueKind is not JsonValueKind.Object)
            return null;
        if (type is "customer.deleted")
            return Text(about, "id");
        return about.TryGetProperty("customer", out var customer) && customer.ValueKind is JsonValueKind.Object ? Text(customer, "id") : Text(about, "customer");
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 and <= Longest } text ? text : null;
}
