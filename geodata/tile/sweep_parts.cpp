#include <utility>

#include "geodata/tile/sweep.hpp"

namespace corridors::tile {

void ActiveEdges::replaceChild(std::uint32_t parent, std::uint32_t child, std::uint32_t with) {
    if (parent == kNone)
        m_root = with;
    else if (m_nodes[parent].left == child)
        m_nodes[parent].left = with;
    else
        m_nodes[parent].right = with;
    if (with != kNone) m_nodes[with].parent = parent;
}

void ActiveEdges::rotateUp(std::uint32_t edge) {
    const std::uint32_t parent = m_nodes[edge].parent;
    replaceChild(m_nodes[parent].parent, parent, edge);
    if (m_nodes[parent].left == edge) {
        m_nodes[parent].left = m_nodes[edge].right;
        if (m_nodes[edge].right != kNone) m_nodes[m_nodes[edge].right].parent = parent;
        m_nodes[edge].right = parent;
    } else {
        m_nodes[parent].right = m_nodes[edge].left;
        if (m_nodes[edge].left != kNone) m_nodes[m_nodes[edge].left].parent = parent;
        m_nodes[edge].left = parent;
    }
    m_nodes[parent].parent = edge;
}

void ActiveEdges::insertAbove(std::uint32_t below, std::uint32_t edge) {
    const std::uint32_t above = below == kNone ? m_head : m_nodes[below].above;
    Node &n = m_nodes[edge];
    n = {kNone, kNone, kNone, below, above};
    if (below == kNone)
        m_head = edge;
    else
        m_nodes[below].above = edge;
    if (above != kNone) m_nodes[above].below = edge;

    if (m_root == kNone) {
        m_root = edge;
    } else if (below != kNone && m_nodes[below].right == kNone) {
        m_nodes[below].right = edge;
        n.parent = below;
    } else { // then `above` exists and has nothing on its left
        m_nodes[above].left = edge;
        n.parent = above;
    }
    while (n.parent != kNone && priority(edge) > priority(n.parent)) rotateUp(edge);
}

void ActiveEdges::remove(std::uint32_t edge) {
    Node &n = m_nodes[edge];
    while (n.left != kNone && n.right != kNone) rotateUp(priority(n.left) > priority(n.right) ? n.left : n.right);
    replaceChild(n.parent, edge, n.left != kNone ? n.left : n.right);
    if (n.below == kNone)
        m_head = n.above;
    else
        m_nodes[n.below].above = n.above;
    if (n.above != kNone) m_nodes[n.above].below = n.below;
}

std::uint32_t MonotonePieces::start(std::uint32_t vertex) {
    if (m_free.empty()) {
        m_free.push_back(static_cast<std::uint32_t>(m_pieces.size()));
        m_pieces.emplace_back();
    }
    const std::uint32_t piece = m_free.back();
    m_free.pop_back();
    m_pieces[piece].stack.assign(1, vertex);
    m_pieces[piece].chain = Chain::Lower;
    return piece;
}

void MonotonePieces::emit(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    const std::int64_t turn = orientation(m_points[a], m_points[b], m_points[c]);
    if (turn == 0) return;
    if (turn < 0) std::swap(b, c);
    m_indices.insert(m_indices.end(), {m_firstIndex + a, m_firstIndex + b, m_firstIndex + c});
}

void MonotonePieces::fan(const Piece &piece, std::uint32_t vertex) {
    for (std::size_t i = 0; i + 1 < piece.stack.size(); ++i) emit(piece.stack[i], piece.stack[i + 1], vertex);
}

void MonotonePieces::add(std::uint32_t piece, std::uint32_t vertex, Chain chain) {
    Piece &p = m_pieces[piece];
    if (p.stack.size() > 1 && p.chain != chain) {
        fan(p, vertex);
        p.stack.assign(1, p.stack.back());
    }
    p.chain = chain;
    while (p.stack.size() > 1) {
        const std::uint32_t a = p.stack[p.stack.size() - 2];
        const std::uint32_t b = p.stack.back();
        const std::int64_t turn = orientation(m_points[a], m_points[b], m_points[vertex]);
        if (chain == Chain::Lower ? turn <= 0 : turn >= 0) break;
        emit(a, b, vertex);
        p.stack.pop_back();
    }
    p.stack.push_back(vertex);
}

void MonotonePieces::finish(std::uint32_t piece, std::uint32_t vertex) {
    fan(m_pieces[piece], vertex);
    m_free.push_back(piece);
}

} // namespace corridors::tile
