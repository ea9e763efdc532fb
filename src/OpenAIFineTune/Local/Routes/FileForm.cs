using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Routes;

/// <summary>A form with one file, which goes straight to the disk, and plain fields before and after it.</summary>
internal sealed record FileForm(string FileName, long Bytes, IReadOnlyDictionary<string, string> Fields)
{
    private const int MaxFields = 32;

    public static async Task<FileForm> ReadAsync(
        LocalRequest request, string fileField, string targetPath, long maxBytes, CancellationToken cancellation)
    {
        Dictionary<string, string> fields = [];
        string? fileName = null;
        long bytes = 0;
        MultipartReader parts = request.ReadParts();
        while (await parts.NextAsync(cancellation).ConfigureAwait(false) is MultipartPart part)
        {
            if (part.Name != fileField)
            {
                fields[part.Name] = await part.ReadTextAsync(cancellation).ConfigureAwait(false);
            }
            else if (fileName is null)
            {
                using FileStream target =
                    new(targetPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true);
                bytes = await part.CopyToAsync(target, maxBytes, cancellation).ConfigureAwait(false);
                fileName = part.FileName ?? "upload";
            }

            if (fields.Count > MaxFields)
            {
                throw RequestFailure.Invalid(null, $"The form has more than {MaxFields} fields.");
            }
        }

        return fileName is null
            ? throw RequestFailure.Missing(fileField)
            : new FileForm(fileName, bytes, fields);
    }
}
