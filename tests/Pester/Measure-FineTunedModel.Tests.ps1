BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
}

Describe 'Measure-FineTunedModel' {
    BeforeAll {
        $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state)
        $script:Train = New-TrainingFile TestDrive:/train.jsonl 60
        $script:Valid = New-TrainingFile TestDrive:/valid.jsonl 12
        $script:Job = New-FineTune $Train -ValidationFile $Valid -Suffix measured | Wait-FineTune
    }

    AfterAll {
        Get-FineTuneConnection | Disconnect-FineTune
    }

    It 'measures the model of a job with a file' {
        $result = $Job | Measure-FineTunedModel -Path $Valid
        $result | Should -BeOfType ([OpenAIFineTune.FineTunedModelMeasurement])
        $result.Model | Should -Be $Job.FineTunedModel
        $result.ExampleCount | Should -Be 12
        $result.Accuracy | Should -Be 1
        $result.MacroF1 | Should -Be 1
        $result.Classes.Label | Sort-Object | Should -Be 'billing', 'shipping', 'technical'
        $result.Usage.TotalTokens | Should -BeGreaterThan 12
        $result.Mistakes | Should -BeNullOrEmpty
    }

    It 'fetches the validation file of a job' {
        $result = $Job | Measure-FineTunedModel -First 5
        $result.Path | Should -Be $Job.ValidationFile
        $result.ExampleCount | Should -Be 5
    }

    It 'takes a data set for its validation file and never for its training file' {
        $rows = 1..40 | ForEach-Object { [pscustomobject]@{ prompt = "Note $_ on $('billing', 'shipping')[$_ % 2])"; completion = ('billing', 'shipping')[$_ % 2] } }
        $data = $rows | ConvertTo-FineTuneJsonl -OutputPath (Join-Path $TestDrive data) -Force
        $result = $data | Measure-FineTunedModel -Model $Job
        $result.Path | Should -Be $data.ValidationFile
        $result.ExampleCount | Should -Be $data.ValidationCount
        (Measure-FineTunedModel $Job -Path $data).Path | Should -Be $data.ValidationFile
    }

    It 'gives one object for each model' {
        $results = Measure-FineTunedModel -Model $Job, $Job.FineTunedModel -Path $Valid -ThrottleLimit 4
        $results.Count | Should -Be 2
        $results.Accuracy | Should -Be 1, 1
    }

    It 'shows who was taken for whom' {
        $wrong = Join-Path $TestDrive wrong.jsonl
        (Get-Content $Valid) -replace ' billing"', ' sales"' | Set-Content $wrong
        $result = Measure-FineTunedModel $Job $wrong
        $result.ConfusionMatrix['sales', 'billing'] | Should -Be 4
        $result.ConfusionMatrix.ToString() | Should -Match 'expected'
        $result.ConfusionMatrix.Cells[0].Count | Should -Be 4
        $result.Mistakes.Count | Should -Be 4
        $result.Mistakes[0].Expected | Should -Be 'sales'
        $result.Mistakes[0].Answer | Should -Be 'billing'
        [math]::Round($result.Accuracy, 4) | Should -Be 0.6667
        $result | Format-Table | Out-String | Should -Match '66\D7'
        $result.ConfusionMatrix | Out-String | Should -Match 'sales'
        $result.Classes | Out-String | Should -Match 'Precision'
    }

    It 'lists the questions of mistakes without the separator that the job notes' {
        $wrong = Join-Path $TestDrive marked.jsonl
        (Get-Content $Valid) -replace ' billing"', ' sales"' | Set-Content $wrong
        $marked = New-FineTune $Train -Separator "`n`n###`n`n" -Suffix marked | Wait-FineTune
        (Measure-FineTunedModel $marked $wrong).Mistakes.Prompt | Should -Match '^A question about billing, number \d+$'
    }

    It 'measures texts by exact match and shared words' {
        $texts = Join-Path $TestDrive texts.jsonl
        1..4 | ForEach-Object { @{ prompt = "billing $_"; completion = " the answer $_" } | ConvertTo-Json -Compress } | Set-Content $texts
        $result = Measure-FineTunedModel $Job $texts
        $result.TaskType | Should -Be 'ConditionalGeneration'
        $result.Accuracy | Should -BeNullOrEmpty
        $result.ExactMatch | Should -Be 0
        (Measure-FineTunedModel $Job $texts -TaskType Classification).Accuracy | Should -Be 0
    }

    It 'reads chats' {
        $chat = Join-Path $TestDrive chat.jsonl
        @{ messages = @(@{ role = 'user'; content = 'A question about billing' }, @{ role = 'assistant'; content = 'billing' }) } |
            ConvertTo-Json -Compress -Depth 4 | Set-Content $chat
        (Measure-FineTunedModel $Job $chat).ExactMatch | Should -Be 1
    }

    It 'reports bad lines and goes on' {
        $mixed = Join-Path $TestDrive mixed.jsonl
        @('{"prompt": "billing"}') + (Get-Content $Valid) | Set-Content $mixed
        $result = Measure-FineTunedModel $Job $mixed -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.ExampleCount | Should -Be 12
        $failure[0].FullyQualifiedErrorId | Should -Be 'InvalidExample,OpenAIFineTune.Commands.MeasureFineTunedModelCommand'
        $failure[0].TargetObject | Should -Be "${mixed}:1"
    }

    It 'writes one error for a model that is not there, and measures the others' {
        $result = Measure-FineTunedModel 'ft:none', $Job $Valid -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.Model | Should -Be $Job.FineTunedModel
        @($failure).Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.MeasureFineTunedModelCommand'
        $failure[0].TargetObject | Should -Be 'ft:none'
    }

    It 'says when there is nothing to measure with' {
        Measure-FineTunedModel $Job -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Match '^ValidationFileMissing,'
        Measure-FineTunedModel $Job TestDrive:/none.jsonl -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Match '^PathNotFound,'
    }

    It 'reads paths with brackets' {
        $odd = Join-Path $TestDrive 'valid[1].jsonl'
        Copy-Item $Valid -Destination $odd
        (Measure-FineTunedModel $Job $odd -First 1).ExampleCount | Should -Be 1
    }

    It 'leaves unanswered prompts out, with a warning' {
        $service = Start-ScriptedService {
            param($asked, $body, $state)
            if ($asked -notmatch 'completions') { return @{ object = 'list'; data = @(); has_more = $false } }
            if ($body -match 'number 3') { return @{ HttpStatus = 400; Body = @{ error = @{ message = 'no'; type = 'invalid_request_error' } } } }
            @{ id = 'cmpl-1'; choices = @(@{ text = ' billing'; index = 0; finish_reason = 'stop' }); usage = @{ prompt_tokens = 7; completion_tokens = 1; total_tokens = 8 } }
        }
        try {
            $other = Connect-FineTune -Provider Compatible -BaseUri $service.Uri -ApiKey key -Name scripted
            $result = Measure-FineTunedModel davinci-002 $Valid -Connection $other -ThrottleLimit 3 -WarningAction SilentlyContinue -WarningVariable warning
            $result.ExampleCount | Should -Be 12
            $result.ErrorCount | Should -Be 1
            $result.Errors['RequestRejected'] | Should -Be 1
            $result.AnsweredCount | Should -Be 11
            $result.Usage.TotalTokens | Should -Be 88
            $result.Connection | Should -Be 'scripted'
            $warning | Should -Match 'RequestRejected \(1\)'
        }
        finally {
            Stop-ScriptedService $service
        }
    }

    Context 'with a service that counts' {
        BeforeAll {
            $script:Service = Start-ScriptedService {
                param($asked, $body, $state)
                if ($asked -notmatch 'completions') { return @{ object = 'list'; data = @(); has_more = $false } }
                if ($body -match 'davinci-refused') { return @{ HttpStatus = 401; Body = @{ error = @{ message = 'bad key' } } } }
                @{ id = 'cmpl-1'; choices = @(@{ text = ' billing'; index = 0; finish_reason = 'stop' }) }
            }
            $script:Counting = Connect-FineTune -Provider Compatible -BaseUri $Service.Uri -ApiKey key -Name counting
        }

        AfterAll {
            Stop-ScriptedService $Service
        }

        BeforeEach {
            $Service.Requests.Clear()
        }

        It 'asks the next model only when it is wanted' {
            $result = Measure-FineTunedModel davinci-002, babbage-002 $Valid -Connection $Counting | Select-Object -First 1
            $result.Model | Should -Be 'davinci-002'
            @($Service.Requests -match 'completions').Count | Should -Be 12
            $result.Usage | Should -BeNullOrEmpty
        }

        It 'asks nothing with -WhatIf' {
            Measure-FineTunedModel davinci-002 $Valid -Connection $Counting -WhatIf | Should -BeNullOrEmpty
            @($Service.Requests -match 'completions').Count | Should -Be 0
        }

        It 'ends at once when the key is refused' {
            { Measure-FineTunedModel davinci-refused $Valid -Connection $Counting -Endpoint Completions } |
                Should -Throw -ErrorId 'AuthenticationFailed,OpenAIFineTune.Commands.MeasureFineTunedModelCommand'
            @($Service.Requests -match 'completions').Count | Should -Be 1
        }

        It 'stops when it is told to' {
            $shell = [powershell]::Create().AddScript("
                Import-Module '$PSScriptRoot/../../OpenAIFineTune.psd1'
                `$null = Connect-FineTune -Provider Compatible -BaseUri '$($Service.Uri)' -ApiKey key
                while (`$true) { Measure-FineTunedModel davinci-002 '$Valid' }")
            $null = $shell.BeginInvoke()
            Wait-Condition { $Service.Requests -match 'completions' }
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Dispose()
        }
    }
}
