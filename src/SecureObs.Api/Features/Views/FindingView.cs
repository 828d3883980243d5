using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Views;

/// <summary>A view. What it shows is asked of the list of findings, with its filter and order as parameters.</summary>
/// <param name="Shared">Everybody of the organisation has it; else the caller alone.</param>
/// <param name="Sort">As the list takes it; null: as the list has it when nobody says.</param>
/// <param name="ChangedBy">The id of the member who changed it last.</param>
public sealed record FindingView(
    Guid Id, string Name, bool Shared, FindingFilter Filter, string? Sort, string? Direction, Guid ChangedBy, DateTime ChangedAt);

/// <param name="Sort">severity, first-seen or path.</param>
/// <param name="Direction">asc or desc.</param>
public sealed record FindingViewRequest(
    [property: Required, StringLength(80), Name] string Name, [property: Required] FindingFilter Filter, string? Sort = null, string? Direction = null)
{
    /// <summary>Why a list would not take it; null when it would.</summary>
    internal ProblemHttpResult? Refusal(DateTimeOffset now) => Filter.Read(now).Refusal ?? FindingSorting.Read(Sort, Direction).Refusal;
}

/// <summary>Whose views a request is about.</summary>
internal enum ViewOwner
{
    Caller,
    Tenant,
}

internal static class ViewRows
{
    /// <summary>Of one person, and of the organisation.</summary>
    public const int Most = 200;

    /// <summary>The longest filter that the list takes, and more.</summary>
    public const int MostBytes = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The owner as stored: what is the tenant's is everybody's.</summary>
    public static Guid Id(this ViewOwner owner, TenantTransaction tx, Caller caller) => owner is ViewOwner.Tenant ? tx.TenantId : caller.ActorId;

    public static string Write(FindingFilter filter) => JsonSerializer.Serialize(filter, Json);

    public static FindingFilter Read(string filter) => JsonSerializer.Deserialize<FindingFilter>(filter, Json)!;

    /// <summary>What the trail keeps. What is somebody's own is nobody else's to read there.</summary>
    public static Dictionary<string, string?> Data(ViewOwner owner, string name) => new()
    {
        ["shared"] = owner is ViewOwner.Tenant ? "true" : "false",
        ["name"] = owner is ViewOwner.Tenant ? name : null,
    };
}
