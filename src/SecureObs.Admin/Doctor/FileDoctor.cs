using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using SecureObs.Masking;

namespace SecureObs.Admin.Doctor;

/// <summary>Looks at what lies beside the database: keys, and where the API writes.</summary>
internal static class FileDoctor
{
    private const long LeastFree = 1L << 30;
    private static readonly string[] Directories = ["Audit:SpoolDirectory", "Audit:Checkpoints:Directory"];

    public static List<Diagnosis> Examine(IConfiguration configuration) =>
    [
        KeyRing(configuration["Signing:KeyDirectory"]), InstallationKeyFile(configuration["Secrets:InstallationKeyFile"]),
        .. Directories.Select(name => WritableDirectory(name, configuration[name])),
    ];

    private static Diagnosis KeyRing(string? directory)
    {
        const string what = "key ring";
        if (string.IsNullOrEmpty(directory))
            return Diagnosis.Bad(what, "Signing:KeyDirectory is not set: 'secureobs-admin keys create --directory DIRECTORY' makes the first key.");
        try
        {
            using var ring = Audit.KeyRing.Load(directory);
            return Diagnosis.Good(what, $"signs with {ring.Current.Id}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException or CryptographicException or FormatException)
        {
            return Diagnosis.Bad(what, $"{fault.Message} ({directory})");
        }
    }

    private static Diagnosis InstallationKeyFile(string? path)
    {
        const string what = "installation key";
        if (string.IsNullOrEmpty(path))
            return Diagnosis.Bad(what, "Secrets:InstallationKeyFile is not set: 'secureobs-admin secrets create FILE' makes it.");
        try
        {
            InstallationKey.Read(path);
            return Diagnosis.Good(what, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return Diagnosis.Bad(what, fault.Message);
        }
    }

    private static Diagnosis WritableDirectory(string name, string? directory)
    {
        if (string.IsNullOrEmpty(directory))
            return Diagnosis.Doubtful(name, "not set: what waits there for the database, or for the outside, ends with the process.");
        try
        {
            var trial = Path.Combine(directory, $".doctor-{Guid.NewGuid():N}");
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
            var free = new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
            return free >= LeastFree
                ? Diagnosis.Good(name, $"{directory}, {free >> 30} GiB free")
                : Diagnosis.Doubtful(name, $"{directory} has {free >> 20} MiB left: make room.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Diagnosis.Bad(name, $"{fault.Message} The API writes there as the user that it runs as.");
        }
    }
}
