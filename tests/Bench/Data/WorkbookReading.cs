using System.Diagnostics;
using System.Text;
using ExcelDataReader;

namespace OpenAIFineTune.Bench;

/// <summary>A workbook read by ExcelDataReader alone, measured in a process of its own like everything else.</summary>
internal static class WorkbookReading
{
    /// <summary>The argument of this program that asks for it, before the file.</summary>
    public const string Argument = "read-workbook";

    /// <summary>Reads and prints the figures.</summary>
    public static void Run(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Stopwatch watch = Stopwatch.StartNew();
        using (FileStream stored = File.OpenRead(path))
        using (IExcelDataReader reader = ExcelReaderFactory.CreateReader(stored))
        {
            while (reader.Read())
            {
                _ = (reader.GetValue(0), reader.GetValue(1));
            }
        }

        double seconds = watch.Elapsed.TotalSeconds;
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant($"{seconds} {self.PeakWorkingSet64 / 1048576.0}"));
    }
}
