using System.Reflection;

namespace SecureObs.Local;

/// <summary>Where things are; the build writes the places into the assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.TrimEndingDirectorySeparator(Metadata("RepositoryRoot"));

    public static string CliAssembly { get; } = Metadata("CliAssembly");

    public static string AdminAssembly { get; } = Metadata("AdminAssembly");

    /// <summary>All that the local host keeps between two starts; ignored by git.</summary>
    public static string LocalDirectory { get; } = Path.Combine(Root, ".local");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
