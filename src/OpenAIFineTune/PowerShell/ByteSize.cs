using System.Globalization;

namespace OpenAIFineTune.PowerShell;

/// <summary>Sizes in bytes as a person reads them.</summary>
internal static class ByteSize
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>In the unit that leaves at most four digits, with one decimal.</summary>
    public static string Of(double bytes)
    {
        int unit = bytes < 1024 ? 0 : Math.Min(s_units.Length - 1, (int)Math.Log(bytes, 1024));
        return string.Create(CultureInfo.CurrentCulture, $"{bytes / Math.Pow(1024, unit):0.#} {s_units[unit]}");
    }
}
