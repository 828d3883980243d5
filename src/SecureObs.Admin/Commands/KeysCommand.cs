using System.CommandLine;
using SecureObs.Audit;

namespace SecureObs.Admin.Commands;

/// <summary>The keys that sign the audit trail.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var directory = new Option<string>("--directory") { Description = "The key ring. Nobody else may read it.", Required = true };
        var ifNone = new Option<bool>("--if-none") { Description = "Only when there is no key yet: for a set-up that runs again and again." };
        var create = new Command("create", "Make a new key, which signs from the next start on; older ones still verify.") { directory, ifNone };
        create.SetAction(arguments => Operator.Run(() =>
        {
            if (arguments.GetValue(ifNone) && HasKeys(arguments.GetRequiredValue(directory)))
                return;
            using var key = KeyRing.Create(arguments.GetRequiredValue(directory), TimeProvider.System);
            Console.WriteLine($"{key.Id} is the current key.");
        }));

        var list = new Command("list", "The keys, the current one first.") { directory };
        list.SetAction(arguments => Operator.Run(() =>
        {
            using var ring = KeyRing.Load(arguments.GetRequiredValue(directory));
            foreach (var key in ring.Public.All)
                Console.WriteLine($"{key.Id} {(key.IsCurrent ? "current" : ring.MaySign(key.Id) ? "may sign, not current" : "retired")}");
        }));

        var id = new Argument<string>("id");
        var retire = new Command("retire", "Destroy the private half of a key; what it signed still verifies.") { id, directory };
        retire.SetAction(arguments => Operator.Run(() =>
        {
            KeyRing.Retire(arguments.GetRequiredValue(directory), arguments.GetRequiredValue(id));
            Console.WriteLine($"{arguments.GetRequiredValue(id)} signs no more.");
        }));
        return new Command("keys", "The key ring: a directory outside of the database.") { create, list, retire };
    }

    private static bool HasKeys(string directory) => Directory.Exists(directory) && Directory.EnumerateFiles(directory, "*.pem").Any();
}
