using CompNeuro.Grading.Batch;
using Microsoft.Data.Sqlite;

namespace CompNeuro.Grading;

/// <summary>All marks of a class in one SQLite file, made anew from the results: the same results give the same rows, in whatever order they came.</summary>
public static class Gradebook
{
    private const string Schema = """
        PRAGMA journal_mode = OFF;
        CREATE TABLE submission (student TEXT PRIMARY KEY, file TEXT NOT NULL, status TEXT NOT NULL, message TEXT NOT NULL, points REAL, possible REAL NOT NULL,
            submission_hash TEXT NOT NULL, homework_hash TEXT NOT NULL, grader TEXT NOT NULL, seed INTEGER NOT NULL, isolation TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE part (student TEXT NOT NULL REFERENCES submission, exercise TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL, outcome TEXT NOT NULL, points REAL, possible REAL NOT NULL,
            checks_passed INTEGER NOT NULL, checks INTEGER NOT NULL, misconception TEXT, followed_through INTEGER NOT NULL, message TEXT NOT NULL, PRIMARY KEY (student, exercise)) WITHOUT ROWID;
        """;

    /// <summary>Writes the file, whole or not at all. Where the grader failed there are no points, not zero.</summary>
    /// <param name="path">Replaced if it is there.</param>
    /// <param name="results">One per student.</param>
    /// <exception cref="IOException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, IEnumerable<SubmissionResult> results)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = WholeFile.Temporary(path);
        File.Delete(temporary);
        try
        {
            using (var book = new SqliteConnection($"Data Source={temporary};Pooling=False"))
            {
                book.Open();
                Fill(book, results.OrderBy(result => result.Student, StringComparer.Ordinal));
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (SqliteException problem)
        {
            throw new IOException($"The gradebook {path} cannot be written: {problem.Message}", problem);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Fill(SqliteConnection book, IEnumerable<SubmissionResult> results)
    {
        Run(book, Schema);
        using var transaction = book.BeginTransaction();
        foreach (var result in results)
        {
            var receipt = result.Receipt;
            Insert(book, "submission", result.Student, result.File, $"{result.Status}", result.Message, Stands(result.Status) ? result.Points : DBNull.Value, result.PossiblePoints,
                receipt.Submission, receipt.Homework, receipt.Grader, receipt.Seed, receipt.Isolation);
            foreach (var part in result.Parts)
            {
                Insert(book, "part", result.Student, part.Exercise, part.Title, $"{part.Status}", $"{part.Outcome}", Stands(part.Status) ? part.Points : DBNull.Value, part.PossiblePoints,
                    part.ChecksPassed, part.Checks, part.Misconception ?? (object)DBNull.Value, part.FollowedThrough, part.Message);
            }
        }

        transaction.Commit();
    }

    private static bool Stands(Status status) => status is not Status.InfrastructureError;

    private static void Insert(SqliteConnection book, string table, params object[] values) =>
        Run(book, $"INSERT INTO {table} VALUES ({string.Join(", ", values.Select((_, i) => $"${i}"))})", values);

    private static void Run(SqliteConnection book, string sql, params object[] values)
    {
        using var command = book.CreateCommand();
#pragma warning disable CA2100 // The text is made of this class's own words; the values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i]);
        }

        command.ExecuteNonQuery();
    }
}
