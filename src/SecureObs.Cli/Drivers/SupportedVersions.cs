namespace SecureObs.Cli.Drivers;

/// <summary>The versions of a tool whose arguments and report a driver knows.</summary>
/// <param name="From">The first, e.g. <c>1.6.2</c>.</param>
/// <param name="Before">The first that may be another tool altogether, e.g. the next major one.</param>
internal sealed record SupportedVersions(string From, string Before)
{
    /// <param name="version">Two or three numbers with dots between them.</param>
    public bool Contains(string version) => Number(version) is { } number && number >= Number(From) && number < Number(Before);

    public override string ToString() => $"{From} and newer, before {Before}";

    // To Version, 1.2 is less than 1.2.0.
    private static Version? Number(string text) =>
        Version.TryParse(text, out var version) ? new(version.Major, version.Minor, Math.Max(0, version.Build)) : null;
}
