using System.Security.Cryptography;
using System.Text;
using CompNeuro.Grading.Batch;

namespace CompNeuro.Grading.Reports;

/// <summary>The pages of a class in a folder: <c>class.html</c>, and one page per student in <c>students/</c>, each of which can be sent alone.</summary>
public static class ReportFolder
{
    private const int MostCharacters = 60;

    /// <returns>The path of the class's page.</returns>
    public static string Write(IReadOnlyList<SubmissionResult> results, string folder, string homework)
    {
        ArgumentNullException.ThrowIfNull(results);
        foreach (var result in results)
        {
            WholeFile.Write(Path.GetFullPath(Path.Combine(folder, "students", $"{FileName(result.Student)}.html")), Encoding.UTF8.GetBytes(StudentPage.Write(result, homework)));
        }

        var page = Path.GetFullPath(Path.Combine(folder, "class.html"));
        WholeFile.Write(page, Encoding.UTF8.GetBytes(ClassPage.Write(results, homework, result => $"students/{Uri.EscapeDataString(FileName(result.Student))}.html")));
        return page;
    }

    /// <summary>A student's identifier as the name of a file on any system; where it had to be changed, with what keeps two students apart.</summary>
    public static string FileName(string student)
    {
        var plain = string.Concat(student.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '@' or '.' or ' ' ? c : '-')).Trim('.', ' ', '-');
        var name = plain.Length > MostCharacters ? plain[..MostCharacters] : plain;
        return name == student ? name : $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(student)))[..8]}";
    }
}
