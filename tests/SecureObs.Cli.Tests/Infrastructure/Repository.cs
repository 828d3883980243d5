namespace SecureObs.Cli.Tests.Infrastructure;

internal static class Repository
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>A file beside the tests, e.g. a recorded report.</summary>
    public static string Test(string relative) => Path($"tests/SecureObs.Cli.Tests/{relative}");

    private static string FindRoot(string directory) =>
        File.Exists(System.IO.Path.Combine(directory, "global.json"))
            ? directory
            : FindRoot(System.IO.Path.GetDirectoryName(directory)!);
}
