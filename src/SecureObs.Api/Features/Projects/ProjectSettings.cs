using System.ComponentModel.DataAnnotations;

namespace SecureObs.Api.Features.Projects;

/// <summary>What is decided about a project, beside its gate and its scanners.</summary>
/// <param name="DefaultBranch">What its scans say decides whether a finding is there; null for main, master or trunk.</param>
/// <param name="FourEyes">A suppression needs the approval of somebody else.</param>
/// <param name="SourceLink">
/// Where a line of code is shown, such as <c>https://github.com/acme/shop/blob/{commit}/{path}#L{line}</c>, at most 500 characters; null for nowhere.
/// <c>{commit}</c>, <c>{path}</c>, <c>{line}</c> and <c>{endLine}</c> are filled in.
/// </param>
/// <param name="DueDays">How many days after it was first seen a finding is due, by severity.</param>
public sealed record ProjectSettings(
    [property: StringLength(256, MinimumLength = 1)] string? DefaultBranch, bool FourEyes, DueDays DueDays,
    [property: StringLength(500, MinimumLength = 1)] string? SourceLink = null);

/// <summary>Days, 1 to 3,650; null for no due date.</summary>
public sealed record DueDays(
    [property: Range(1, 3650)] int? Critical = null, [property: Range(1, 3650)] int? High = null, [property: Range(1, 3650)] int? Medium = null,
    [property: Range(1, 3650)] int? Low = null, [property: Range(1, 3650)] int? Info = null, [property: Range(1, 3650)] int? Unknown = null)
{
    /// <summary>As stored: by severity from 0 on, and null where none is due.</summary>
    internal int?[]? Stored
    {
        get
        {
            int?[] days = [Unknown, Info, Low, Medium, High, Critical];
            return days.Any(day => day is not null) ? days : null;
        }
    }
}
