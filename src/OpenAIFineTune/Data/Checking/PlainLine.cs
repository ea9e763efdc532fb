using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Takes a line as nearly all lines are, a prompt and its completion or a conversation of texts with nothing wrong in
/// it, right off its bytes: writes it without blanks, and its example.
/// </summary>
internal sealed class PlainLine(FineTuneFormat format, JsonLines compact, ExampleWriter writer)
{
    private byte[] _unescaped = [];

    /// <summary>False for any other line, of which nothing is written: it must be looked at closely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryTake(ReadOnlySpan<byte> line, RowOrigin origin)
    {
        int start = compact.Length;
        writer.Begin(origin);
        try
        {
            Utf8JsonReader reader = new(line);
            if (IsNext(ref reader, JsonTokenType.StartObject) && TakeObject(ref reader)
                && IsNext(ref reader, JsonTokenType.EndObject) && !reader.Read())
            {
                writer.End();
                return true;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or half of a character.
        }

        writer.Discard();
        compact.Length = start;
        return false;
    }

    private bool TakeObject(scoped ref Utf8JsonReader reader) => format switch
    {
        FineTuneFormat.PromptCompletion => TakeTexts(ref reader),
        FineTuneFormat.Chat => TakeMessages(ref reader),
        _ => false,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeTexts(scoped ref Utf8JsonReader reader)
    {
        compact.Raw("{"u8);
        if (!TakeText(ref reader, "prompt"u8, out ReadOnlySpan<byte> prompt)
            || (!prompt.IsEmpty && Utf8Text.IsBlank(prompt)))
        {
            return false;
        }

        writer.Block.Append(prompt);
        writer.EndPrompt();
        compact.Raw(","u8);
        if (!TakeText(ref reader, "completion"u8, out ReadOnlySpan<byte> completion) || Utf8Text.IsBlank(completion))
        {
            return false;
        }

        writer.Block.Append(completion);
        writer.EndCompletion();
        compact.Raw("}"u8);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeMessages(scoped ref Utf8JsonReader reader)
    {
        int line = compact.Length;
        if (!IsNextKey(ref reader, "messages"u8) || !IsNext(ref reader, JsonTokenType.StartArray))
        {
            return false;
        }

        compact.Raw("{\"messages\":["u8);
        int first = compact.Length;
        int last = first;
        bool isAnswer = false;
        ReadOnlySpan<byte> text = default;
        while (IsNext(ref reader, JsonTokenType.StartObject))
        {
            last = compact.Length;
            compact.Raw(last == first ? ""u8 : ","u8);
            if (!TakeMessage(ref reader, out isAnswer, out text))
            {
                return false;
            }
        }

        compact.Raw("]}"u8);
        writer.Block.Append(compact.Bytes[first..last]);
        writer.EndPrompt();
        writer.Block.Append(text);
        writer.EndCompletion();
        writer.Block.Append(compact.Bytes[line..]);
        writer.EndLine();
        return isAnswer && reader.TokenType == JsonTokenType.EndArray;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeMessage(scoped ref Utf8JsonReader reader, out bool isAnswer, out ReadOnlySpan<byte> text)
    {
        text = default;
        compact.Raw("{"u8);
        bool hasRole = TakeText(ref reader, "role"u8, out ReadOnlySpan<byte> role);
        isAnswer = role.SequenceEqual("assistant"u8);
        bool mayBeBlank = role.SequenceEqual("system"u8);
        if (!hasRole || !(isAnswer || mayBeBlank || role.SequenceEqual("user"u8)))
        {
            return false;
        }

        compact.Raw(","u8);
        if (!TakeText(ref reader, "content"u8, out text) || (!mayBeBlank && Utf8Text.IsBlank(text)))
        {
            return false;
        }

        compact.Raw("}"u8);
        return IsNext(ref reader, JsonTokenType.EndObject);
    }

    /// <summary>Takes a key and its text, which is good until the next one is taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeText(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!IsNextKey(ref reader, key) || !IsNext(ref reader, JsonTokenType.String))
        {
            return false;
        }

        text = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            _unescaped = _unescaped.Length < text.Length ? new byte[2 * text.Length] : _unescaped;
            text = _unescaped.AsSpan(0, reader.CopyString(_unescaped));
        }

        compact.Text(key);
        compact.Raw(":"u8);
        compact.Text(text);

        // What may be a special token, and what no text may have, is told by who looks closely.
        return text.IndexOf("<|"u8) < 0 && !text.Contains((byte)0);
    }

    private static bool IsNextKey(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> key)
        => IsNext(ref reader, JsonTokenType.PropertyName) && reader.ValueTextEquals(key);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsNext(scoped ref Utf8JsonReader reader, JsonTokenType token)
        => reader.Read() && reader.TokenType == token;
}
