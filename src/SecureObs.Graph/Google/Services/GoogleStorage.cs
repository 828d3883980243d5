using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Services;

/// <summary>Buckets that anyone may read by access control lists; grants to all users are in the policies (cloud.google.com/storage/docs/access-control/lists).</summary>
internal static class GoogleStorage
{
    /// <summary>Predefined lists that let everybody read (cloud.google.com/storage/docs/access-control/lists#predefined-acl).</summary>
    private static readonly string[] Public = ["publicRead", "publicReadWrite", "authenticatedRead"];

    private static readonly string[] Everybody = ["allUsers", "allAuthenticatedUsers"];

    /// <summary>Lists of objects, and of those that will be made. The list of a bucket itself gives the names of objects alone, and is not read.</summary>
    private static readonly string[] Lists = ["google_storage_default_object_acl", "google_storage_object_acl"], Entries = ["google_storage_default_object_access_control", "google_storage_object_access_control"];

    public static void Draw(GraphDraft draft)
    {
        foreach (var entry in draft.OfType(Entries).Where(entry => Everybody.Contains(entry.Text("entity").Value) && entry.Text("role").Or("READER").Value is "READER" or "OWNER"))
            foreach (var bucket in draft.Links(entry, "bucket", "google_storage_bucket"))
                Anyone(draft, bucket, entry.Says("entity"));
        foreach (var list in draft.OfType("google_storage_bucket_acl").Where(list => list.Text("default_acl").Value is { } word && Public.Contains(word)))
            foreach (var bucket in draft.Links(list, "bucket", "google_storage_bucket"))
                Anyone(draft, bucket, list.Says("default_acl"));
        foreach (var list in draft.OfType(Lists))
            foreach (var bucket in draft.Links(list, "bucket", "google_storage_bucket"))
                if (list.Text("predefined_acl").Value is { } word && Public.Contains(word))
                    Anyone(draft, bucket, list.Says("predefined_acl"));
                else if (list.Texts("role_entity").Value!.Any(entry => entry.Split(':') is ["READER" or "OWNER", var who] && Everybody.Contains(who)))
                    Anyone(draft, bucket, list.Says("role_entity"));
    }

    /// <returns>Null when a bucket keeps everybody out whatever is granted; else how sure it is that it does not.</returns>
    public static Evidence? Prevents(PlanResource bucket) => bucket.Written(bucket, "public_access_prevention") switch
    {
        { IsUnknown: true } => Evidence.UnknownDependent,
        { IsAbsent: true } => Evidence.Inferred,
        { Value: "enforced" } => null,
        _ => Evidence.Observed,
    };

    private static void Anyone(GraphDraft draft, Link bucket, Basis says)
    {
        var uniform = bucket.Target.WrittenFlag(bucket.Target, "uniform_bucket_level_access").Or(false);
        if (uniform.Is(true) || Prevents(bucket.Target) is not { } prevents)
            return;
        Evidence[] all = [prevents, bucket.Evidence, uniform.IsUnknown ? Evidence.UnknownDependent : Evidence.Observed];
        draft.Draw(new GraphEdge(GraphNode.Anyone, bucket.Target.Address, EdgeFamily.Data, Verb.MayRead, all.Max(),
            [says, bucket.Basis, bucket.Target.Says("public_access_prevention"), bucket.Target.Says("uniform_bucket_level_access")])
        { Detail = "access control list" });
        draft.Expose(bucket.Target, all.Max() is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
    }
}
