using System.Text.RegularExpressions;

namespace CompNeuro.Grading.Submissions;

/// <summary>Who handed a file in, by the names that learning platforms give to downloads.</summary>
/// <remarks>
/// Moodle: <c>Ada Lovelace_1234_assignsubmission_file_/hw.ipynb</c> is <c>Ada Lovelace_1234</c>. Canvas: <c>lovelaceada_LATE_1234_5678_hw.ipynb</c> is <c>lovelaceada_1234</c>. The number is
/// the platform's own for the student. Gradescope and nbgrader: a folder per student. Else the name of the file. Only the outermost name counts: what is in a folder or archive of a
/// student's the student named.
/// </remarks>
internal static partial class StudentName
{
    private const int MostCharacters = 120;

    /// <param name="path">Below the folder or archive of all submissions, with <c>/</c> between folders.</param>
    public static string Of(string path)
    {
        var outermost = path.Split('/') is [var only] ? Path.GetFileNameWithoutExtension(only) : path.Split('/')[0];
        var name = Moodle().Match(outermost) is { Success: true } moodle ? moodle.Groups["name"].Value
            : Canvas().Match(outermost) is { Success: true } canvas ? $"{canvas.Groups["name"].Value}_{canvas.Groups["id"].Value}"
            : outermost;
        var clean = PlainText.Line(name.Trim());
        return clean.Length > MostCharacters ? clean[..MostCharacters] : clean;
    }

    /// <summary>Whether a platform gave a file its name, and so knows whose it is.</summary>
    public static bool IsGiven(string file) => Moodle().IsMatch(file) || Canvas().IsMatch(Path.GetFileNameWithoutExtension(file));

    [GeneratedRegex(@"^(?<name>.+?_\d+)_assignsubmission_")]
    private static partial Regex Moodle();

    [GeneratedRegex(@"^(?<name>[^_]+)(_LATE)?_(?<id>\d+)_\d+(_|$)")]
    private static partial Regex Canvas();
}
