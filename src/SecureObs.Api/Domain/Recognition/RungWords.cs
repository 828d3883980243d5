using SecureObs.Identity;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>The words for what a finding was recognised by.</summary>
internal static class RungWords
{
    public static string? Of(Rung rung) => rung switch
    {
        Rung.Content => "content",
        Rung.MovedContent => "moved-content",
        Rung.EditedLine => "edited-line",
        Rung.ToolId => "tool-id",
        Rung.Package => "package",
        Rung.Resource => "resource",
        Rung.Secret => "secret",
        Rung.NearestLine => "nearest-line",
        Rung.Taught => "taught",
        _ => null,
    };
}
