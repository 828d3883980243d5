using System.Runtime.CompilerServices;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>Compares with the .approved file beside the test. APPROVE=1 rewrites it; the diff is the review.</summary>
internal static class Approved
{
    public static void Match(string actual, [CallerFilePath] string test = "", [CallerMemberName] string name = "") =>
        MatchFile(actual, Path.Combine(Path.GetDirectoryName(test)!, $"{Path.GetFileNameWithoutExtension(test)}.{name}.approved.txt"));

    public static void MatchFile(string actual, string file)
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", actual);
    }
}
