using System.Numerics;
using System.Runtime.InteropServices;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Arithmetic on rows of weights, one number a class, several at once where the processor can.</summary>
internal static class RowMath
{
    // Keeps the first step of a feature from being as long as the rate allows, whatever the evidence.
    private const float Damping = 0.03f;

    /// <summary>Adds <paramref name="factor"/> times <paramref name="source"/> to <paramref name="target"/>.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        Span<Vector<float>> targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] += sources[i] * factor;
        }

        for (int i = targets.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }

    /// <summary>One Adagrad step; clears the gradient.</summary>
    public static void Descend(Span<float> weights, Span<float> squares, Span<float> gradient, float rate)
    {
        Span<Vector<float>> manyWeights = MemoryMarshal.Cast<float, Vector<float>>(weights);
        Span<Vector<float>> manySquares = MemoryMarshal.Cast<float, Vector<float>>(squares);
        Span<Vector<float>> manyGradients = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        Vector<float> damping = new(Damping);
        for (int i = 0; i < manyWeights.Length; i++)
        {
            manySquares[i] += manyGradients[i] * manyGradients[i];
            manyWeights[i] -= manyGradients[i] * rate / Vector.SquareRoot(manySquares[i] + damping);
        }

        for (int i = manyWeights.Length * Vector<float>.Count; i < weights.Length; i++)
        {
            squares[i] += gradient[i] * gradient[i];
            weights[i] -= gradient[i] * rate / MathF.Sqrt(squares[i] + Damping);
        }

        gradient.Clear();
    }

    /// <summary>Turns scores into probabilities.</summary>
    public static void Softmax(Span<float> scores)
    {
        float highest = float.MinValue;
        foreach (float score in scores)
        {
            highest = MathF.Max(highest, score);
        }

        float sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - highest);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }
}
