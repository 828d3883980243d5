using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Domain;

/// <summary>
/// The CI system's id of a run. It comes with findings, with the opening of a run and with the question to the gate, and
/// must be the same text in all three: a gate that does not find its run lets the pipeline pass.
/// </summary>
internal static class PipelineRunId
{
    public const int Length = 256;

    /// <summary>As stored; '' groups nothing.</summary>
    public static string Of(string? text) => text is null ? "" : StoredText.Line(text, Length);
}
