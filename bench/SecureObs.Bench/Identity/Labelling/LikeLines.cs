using SecureObs.Identity;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>How much two lines have in common.</summary>
internal static class LikeLines
{
    /// <summary>How many words two lines share: 0 to 1 (Dice). Punctuation does not count unless there is nothing else.</summary>
    public static double Alike(string one, string other)
    {
        var (some, others) = (Telling(one), Telling(other));
        if (some.Count + others.Count == 0)
            return 1;
        var left = others.CountBy(word => word).ToDictionary();
        var shared = 0;
        foreach (var word in some)
            if (left.GetValueOrDefault(word) > 0)
            {
                left[word]--;
                shared++;
            }
        return 2.0 * shared / (some.Count + others.Count);
    }

    private static List<string> Telling(string line)
    {
        var words = Words.Of(line).ToList();
        var telling = words.Where(word => word.Class is not TokenClass.Punctuation).ToList();
        return [.. (telling.Count > 0 ? telling : words).Select(word => word.Text.Trim('"', '\'', '`'))];
    }
}
