BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1')

    function New-Chat([string] $Question, [string] $Answer = 'fine') {
        @{ messages = @(@{ role = 'user'; content = $Question }, @{ role = 'assistant'; content = $Answer }) } | ConvertTo-Json -Depth 5 -Compress
    }
}

Describe 'Test-FineTuneData' {
    BeforeEach {
        $script:File = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $script:Good = 1..12 | ForEach-Object { New-Chat "question $_" }
    }

    It 'finds nothing in a good file' {
        Set-Content $File $Good
        Test-FineTuneData $File | Should -BeNullOrEmpty
        Test-FineTuneData $File -Quiet | Should -BeTrue
    }

    It 'finds <Rule> in <Line>' -ForEach @(
        @{ Rule = 'InvalidJson'; Line = '{"messages":[' }
        @{ Rule = 'InvalidJson'; Line = "{'messages':[]}" }
        @{ Rule = 'InvalidLine'; Line = '[]' }
        @{ Rule = 'EmptyLine'; Line = '' }
        @{ Rule = 'MissingKey'; Line = '{"messages":[{"role":"user","content":"x"},{"role":"tool","content":"z"},{"role":"assistant","content":"y"}]}' }
        @{ Rule = 'UnknownRole'; Line = '{"messages":[{"role":"bot","content":"x"},{"role":"assistant","content":"y"}]}' }
        @{ Rule = 'MissingAssistant'; Line = '{"messages":[{"role":"user","content":"x"}]}' }
        @{ Rule = 'MissingContent'; Line = '{"messages":[{"role":"user"},{"role":"assistant","content":"y"}]}' }
        @{ Rule = 'EmptyCompletion'; Line = '{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":" "}]}' }
        @{ Rule = 'InvalidWeight'; Line = '{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y","weight":2}]}' }
        @{ Rule = 'SpecialToken'; Line = '{"messages":[{"role":"user","content":"x<|endoftext|>"},{"role":"assistant","content":"y"}]}' }
        @{ Rule = 'InvalidContent'; Line = '{"messages":[{"role":"user","content":7},{"role":"assistant","content":"y"}]}' }
        @{ Rule = 'InvalidTool'; Line = '{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"id":"1"}]}]}' }
        @{ Rule = 'LoneSurrogate'; Line = '{"messages":[{"role":"user","content":"x\ud800"},{"role":"assistant","content":"y"}]}' }
        @{ Rule = 'MixedFormats'; Line = '{"prompt":"x","completion":"y"}' }
    ) {
        Set-Content $File ($Good + $Line)
        $found = @(Test-FineTuneData $File)
        $found | Should -HaveCount 1
        $found[0] | Should -BeOfType OpenAIFineTune.FineTuneDataIssue
        $found[0].Rule | Should -Be $Rule
        $found[0].Severity | Should -Be 'Error'
        $found[0].Line | Should -Be 13
        $found[0].Recommendation | Should -Not -BeNullOrEmpty
        Test-FineTuneData $File -Quiet | Should -BeFalse
    }

    It 'finds a byte order mark, wrong bytes and too few examples' {
        Set-Content $File $Good[0..2] -Encoding utf8BOM
        (Test-FineTuneData $File).Rule | Should -Be 'ByteOrderMark', 'TooFewExamples'

        [IO.File]::WriteAllBytes($File, [Text.Encoding]::UTF8.GetBytes(($Good -join "`n") + "`n") + [byte[]] (0x7B, 0xFF, 0x7D))
        $found = Test-FineTuneData $File
        $found.Rule | Should -Be 'InvalidEncoding'
        "$($found.Line):$($found.Column)" | Should -Be '13:2'
    }

    It 'takes tools and several turns' {
        $line = '{"messages":[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"t"},{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]},' +
            '{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},' +
            '{"role":"tool","tool_call_id":"c1","content":"ok"},{"role":"assistant","content":"done","weight":1}],' +
            '"tools":[{"type":"function","function":{"name":"f"}}],"parallel_tool_calls":false}'
        Set-Content $File ($Good + $line)
        Test-FineTuneData $File | Should -BeNullOrEmpty
    }

    It 'checks pairs of answers' {
        $pair = '{"input":{"messages":[{"role":"user","content":"QQ"}]},"preferred_output":[{"role":"assistant","content":"a"}],"non_preferred_output":[{"role":"assistant","content":"b"}]}'
        Set-Content $File (1..12 | ForEach-Object { $pair.Replace('QQ', "q$_") })
        Test-FineTuneData $File | Should -BeNullOrEmpty
        Set-Content $File ((1..12 | ForEach-Object { $pair.Replace('QQ', "q$_") }) + $pair.Replace('[{"role":"assistant","content":"b"}]', '[]'))
        (Test-FineTuneData $File).Rule | Should -Contain 'InvalidOutput'
    }

    It 'finds examples that are in both files, also through the pipeline' {
        $valid = Join-Path $TestDrive 'valid.jsonl'
        Set-Content $File $Good
        Set-Content $valid (New-Chat 'other'), $Good[4]
        $found = Test-FineTuneData $File -ValidationPath $valid
        $found.Rule | Should -Be 'InBothFiles'
        $found.Path | Should -Be $valid
        $found.Line | Should -Be 2

        $dataset = Import-Csv (Join-Path $PSScriptRoot '../../docs/examples/tickets.csv') |
            ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath (Join-Path $TestDrive 'tickets')
        $dataset | Test-FineTuneData -Quiet | Should -BeTrue
        Get-Item $File | Test-FineTuneData -Quiet | Should -BeTrue
    }

    It 'tells a file that is not there and goes on with the others' {
        Set-Content $File $Good[0]
        $found = Test-FineTuneData ./none.jsonl, $File -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
        $found.Rule | Should -Be 'TooFewExamples'
    }

    It 'ends with the first finding when no more are wanted' {
        Set-Content $File (1..1000 | ForEach-Object { 'x' })
        Test-FineTuneData $File | Select-Object -First 1 | Should -HaveCount 1
    }
}
