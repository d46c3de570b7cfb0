#include "html_tree.hpp"

#include <csetjmp>
#include <cstdlib>
#include <utility>

namespace tiendo::reader {

/// What gumbo asks for. It cannot be told that there is no memory left, so beyond the limit it is
/// left by a jump: its frames are plain C and own nothing that is not in here.
class HtmlTree::Memory {
public:
    Memory() = default;
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    ~Memory() {
        while (first_ != nullptr) {
            std::free(std::exchange(first_, first_->next));  // NOLINT(cppcoreguidelines-no-malloc)
        }
    }

    static void* take(void* self, std::size_t size) noexcept {
        return static_cast<Memory*>(self)->take(size);
    }
    static void give_back(void* self, void* bytes) noexcept {
        if (bytes != nullptr) {
            static_cast<Memory*>(self)->give_back(static_cast<Block*>(bytes) - 1);
        }
    }

    /// @return nullptr where the page needs too much
    const GumboNode* parse(std::string_view html) noexcept {
        auto options = kGumboDefaultOptions;
        options.allocator = &Memory::take;
        options.deallocator = &Memory::give_back;
        options.userdata = this;
        options.max_errors = 0;
        // NOLINTNEXTLINE(cert-err52-cpp): nothing between here and the jump has a destructor
        if (setjmp(no_memory_) != 0) {
            return nullptr;
        }
        return gumbo_parse_with_options(&options, html.data(), html.size())->root;
    }

private:
    struct alignas(std::max_align_t) Block {
        Block* next;
        Block* before;
        std::size_t size;
    };

    void* take(std::size_t size) noexcept {
        constexpr std::size_t limit = std::size_t{1} << 30U;
        void* bytes = used_ + size > limit
                          ? nullptr
                          : std::malloc(sizeof(Block) + size);  // NOLINT(*-no-malloc)
        if (bytes == nullptr) {
            std::longjmp(no_memory_, 1);  // NOLINT(cert-err52-cpp)
        }
        auto* block = static_cast<Block*>(bytes);
        *block = {first_, nullptr, size};
        if (first_ != nullptr) {
            first_->before = block;
        }
        first_ = block;
        used_ += size + sizeof(Block);
        return block + 1;
    }

    void give_back(Block* block) noexcept {
        used_ -= block->size + sizeof(Block);
        (block->before != nullptr ? block->before->next : first_) = block->next;
        if (block->next != nullptr) {
            block->next->before = block->before;
        }
        std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
    }

    Block* first_ = nullptr;
    std::size_t used_ = 0;
    std::jmp_buf no_memory_{};
};

HtmlTree::HtmlTree(std::unique_ptr<Memory> memory, const GumboNode* root)
    : memory_(std::move(memory)), root_(root) {}
HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
    auto memory = std::make_unique<Memory>();
    const auto* root = memory->parse(html);
    if (root == nullptr) {
        return Error{ErrorCode::malformed_input,
                     "the page has too many tags",
                     "save the plan alone as docx, or as plain text in UTF-8"};
    }
    return HtmlTree(std::move(memory), root);
}

}  // namespace tiendo::reader
